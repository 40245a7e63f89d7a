package recovery.systemtests.invariant;

/** What may never happen, by the ids under which the promises name it. */
public enum Rule {
    S1("one at a time: a target has at most one open recovery, and that one holds its claim and its slot"),
    S2("fenced: only the writer of the present intent sends, within its time, and only its owner's function"),
    S3("at most one send for an intent"),
    S4("write-ahead: a send has its durable intent and its row in the journal before it"),
    S5("opt-in only: nothing is sent to an instance that was last seen without the tag"),
    S6("fresh evidence: nothing opens on an old event, or stops a machine that was not sick just now"),
    S7("a witness: no failover begins on the alarm of its service alone, without the second alarm of the plan"),
    S8("last healthy: no stop takes the group below its minimum"),
    S9("bounded: attempts per target and hour, recoveries at once and in a zone, and the brake"),
    S11("no orphan stop: what our stop took down stays owed a Start until it runs, is gone, or a person has it"),
    S12("yield to others: nothing is started that somebody stopped"),
    S13(
            "fenced: nothing moves before the side that is left was seen down and the other one well; one failover in a window"),
    S14("legal steps: known edges, one version at a time, closed stays closed, one row of the journal each"),
    S15("the switch wins: after OFF nothing is intended but a Start that is owed"),
    S16("observing is pure: without ACT nothing is intended but a Start that is owed"),
    S17("bounded data: no item is larger than its limit"),
    S19("no self-trigger: nothing opens within the quiet time after our own work"),
    S21("fail closed: whoever could not see instance, checks and alarm stops nothing"),
    S22("a way back: at its end every lever stands as before or as planned, and a person is called otherwise"),
    L1("deadline: everything open ends by its clock and two sweeps once the world is well"),
    L3("no silent unknown: no request stays unsettled"),
    L4("claims and slots are free when nothing is open"),
    L5("people are told: no notice stays pending, and every page was delivered"),
    PROOF("proved: a failover that the alarm of its service began ends well only when that alarm is OK"),
    CRASH("no execution ends in an error that the product did not expect");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
