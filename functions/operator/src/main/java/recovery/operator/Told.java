package recovery.operator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import recovery.shared.plan.Rung;
import recovery.shared.record.Recovery;

/** A recovery, told to a person and to a program. */
final class Told {
    private Told() {}

    /** How it stands, in one line. */
    static String line(Recovery recovery) {
        var line = new StringBuilder(recovery.id() + " of " + recovery.target().key() + ": plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ", with "
                + recovery.owner().queue() + " in stage " + recovery.stage()
                + recovery.rung().map(rung -> " of " + rung).orElse("") + ", open since "
                + recovery.opening().at());
        recovery.startOwed()
                .ifPresent(since -> line.append("; a Start is owed since ").append(since));
        recovery.cancelled().ifPresent(why -> line.append("; cancelled by ").append(why));
        if (!recovery.paged().isEmpty()) {
            line.append("; a person was called");
        }
        return line.toString();
    }

    /** What comes next, and when a person is called. */
    static String next(Recovery recovery, Instant now) {
        if (!recovery.open()) {
            return "nothing: it has just ended";
        }
        String who = recovery.owner().queue() + " moves it on at the next event or tick";
        String step = "; this step has until " + recovery.deadlines().step();
        String unstop = recovery.deadlines()
                .unstop()
                .map(until -> "; the attempts to start it have until " + until)
                .orElse("");
        Instant end = recovery.deadlines().recovery();
        String person = now.isBefore(end) ? "; a person is called at " + end : "; its time ended at " + end;
        return who + step + unstop + person;
    }

    static Map<String, Object> map(Recovery recovery) {
        var map = new LinkedHashMap<String, Object>();
        map.put("recovery", recovery.id());
        map.put("target", recovery.target().key());
        map.put("plan", recovery.plan().name());
        map.put("symptom", recovery.symptom().name());
        map.put("owner", recovery.owner().name());
        map.put("stage", recovery.stage().name());
        map.put("rung", recovery.rung().map(Rung::name).orElse("none"));
        map.put("openedAt", recovery.opening().at().toString());
        map.put("reason", recovery.opening().reason());
        map.put("stepDeadline", recovery.deadlines().step().toString());
        map.put("deadline", recovery.deadlines().recovery().toString());
        recovery.deadlines().unstop().ifPresent(until -> map.put("startDeadline", until.toString()));
        recovery.startOwed().ifPresent(since -> map.put("startOwedSince", since.toString()));
        recovery.cancelled().ifPresent(why -> map.put("cancelled", why));
        map.put("paged", !recovery.paged().isEmpty());
        return map;
    }
}
