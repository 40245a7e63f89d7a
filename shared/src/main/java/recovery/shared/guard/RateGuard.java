package recovery.shared.guard;

/** Guard 12: the installation has attempts left in this hour. At the limit the brake latches. */
public final class RateGuard implements Guard {
    @Override
    public String name() {
        return "rate";
    }

    @Override
    public Verdict judge(Facts facts) {
        int used = facts.own().installation().attemptsWithin(facts.now());
        int allowed = facts.own().attemptsPerHour();
        String counted = used + " of " + allowed + " attempts of the installation used within the hour";
        if (!facts.matter().stops()) {
            return Verdict.passes(name(), "nothing disruptive would be sent; " + counted);
        }
        return used < allowed ? Verdict.passes(name(), counted) : Verdict.holds(name(), counted);
    }
}
