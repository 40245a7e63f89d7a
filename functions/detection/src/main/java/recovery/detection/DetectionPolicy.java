package recovery.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.detection.guard.AgeGuard;
import recovery.detection.guard.FreeGuard;
import recovery.shared.guard.AlarmGuard;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Finding;
import recovery.shared.guard.GroupGuard;
import recovery.shared.guard.Guard;
import recovery.shared.guard.LossGuard;
import recovery.shared.guard.OptInGuard;
import recovery.shared.guard.RateGuard;
import recovery.shared.guard.ServiceGuard;
import recovery.shared.guard.SwitchGuard;
import recovery.shared.guard.Verdict;
import recovery.shared.guard.WillGuard;
import recovery.shared.guard.WitnessGuard;
import recovery.shared.words.Said;

/** The judge: from facts to a decision, and nothing else. */
final class DetectionPolicy {
    /** Every guard, in the order in which people read them. */
    static final List<Guard> GUARDS = List.of(
            new SwitchGuard(),
            new OptInGuard(),
            new AgeGuard(),
            new FreeGuard(),
            new ServiceGuard(),
            new AlarmGuard(),
            new WitnessGuard(),
            new WillGuard(),
            new LossGuard(),
            new GroupGuard(),
            new RateGuard());

    private DetectionPolicy() {}

    /** Whether our own table lets AWS be asked at all. A storm of alarms that are held anyway costs no call. */
    static boolean worthLooking(Facts own) {
        return verdicts(own).stream()
                .map(Verdict::finding)
                .noneMatch(finding -> finding.refuses() && finding != Finding.OBSERVES);
    }

    /**
     * Judges.
     *
     * @param heldSince since when this trouble has been held without an act
     */
    static Decision decide(Facts facts, Instant heldSince) {
        List<Verdict> verdicts = verdicts(facts);
        Optional<Verdict> ignores = first(verdicts, Finding.IGNORES);
        if (ignores.isPresent()) {
            return new Decision.Ignore(told(ignores.get()), verdicts);
        }
        Optional<Verdict> escalates = first(verdicts, Finding.ESCALATES);
        if (escalates.isPresent()) {
            return new Decision.Escalate(told(escalates.get()), verdicts);
        }
        Optional<Verdict> refusal = first(verdicts, Finding.HOLDS).or(() -> first(verdicts, Finding.OBSERVES));
        if (!hasAnswer(facts.matter())) {
            return new Decision.Escalate(
                    "the plan has no answer to " + facts.matter().symptom(), verdicts);
        }
        if (refusal.isEmpty()) {
            return new Decision.Recover(intention(facts), verdicts);
        }
        Duration deadline = facts.matter().plan().limits().holdDeadline();
        if (!facts.now().isBefore(heldSince.plus(deadline))) {
            return new Decision.Escalate(
                    "held since " + Said.time(heldSince) + ", longer than " + Said.span(deadline) + ": "
                            + told(refusal.get()),
                    verdicts);
        }
        boolean wouldAct = refusal.get().finding() == Finding.OBSERVES;
        String reason = (wouldAct ? "would act: " + intention(facts) + "; " : "") + told(refusal.get());
        return new Decision.Hold(refusal.get().lookAgain(), wouldAct, reason, verdicts);
    }

    /** A rung for the symptom, or a failover of the service or of its primary. */
    private static boolean hasAnswer(Facts.Matter matter) {
        return matter.rung().isPresent()
                || matter.plan()
                        .failover()
                        .filter(failover -> failover.primary().equals(matter.instance()))
                        .isPresent();
    }

    private static List<Verdict> verdicts(Facts facts) {
        return GUARDS.stream().map(guard -> guard.judge(facts)).toList();
    }

    private static Optional<Verdict> first(List<Verdict> verdicts, Finding finding) {
        return verdicts.stream().filter(verdict -> verdict.finding() == finding).findFirst();
    }

    private static String told(Verdict verdict) {
        return verdict.guard() + ": " + verdict.sentence();
    }

    private static String intention(Facts facts) {
        Facts.Matter matter = facts.matter();
        return matter.symptom() + " on " + matter.target().key() + ": "
                + matter.rung().map(rung -> rung + " by plan ").orElse("failover by plan ")
                + matter.plan().name();
    }
}
