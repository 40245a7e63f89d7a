package recovery.operator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import recovery.shared.plan.Rung;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.shared.words.Asks;
import recovery.shared.words.Said;

/** A recovery, told to a person and to a program. */
final class Told {
    private Told() {}

    /** How it stands, in one line. */
    static String line(Recovery recovery) {
        var line = new StringBuilder(recovery.id() + " of " + recovery.target().key() + ": plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ", with "
                + recovery.owner().queue() + " in stage " + recovery.stage()
                + recovery.rung().map(rung -> " of " + rung).orElse("") + ", open since "
                + Said.time(recovery.opening().at()));
        recovery.startOwed()
                .ifPresent(since -> line.append("; a Start is owed since ").append(Said.time(since)));
        recovery.cancelled().ifPresent(why -> line.append("; cancelled by ").append(why));
        if (!recovery.paged().isEmpty()) {
            line.append("; a person was called");
        }
        return line.toString();
    }

    /** How far a failover has come, step by step; no lines if it is none, or has not begun. */
    static List<String> passage(Recovery recovery) {
        return recovery.passage()
                .map(passage -> Stream.concat(
                                Stream.of(way(recovery, passage)),
                                steps(passage).map(Told::step))
                        .toList())
                .orElse(List.of());
    }

    private static String way(Recovery recovery, Passage passage) {
        Recovery.Sides sides = recovery.sides();
        String steps = passage.steps().isEmpty() ? ", with no step prepared yet" : "";
        String turned = passage.turnedBack().map(why -> ", turned back: " + why).orElse("");
        String past = passage.pastTheReturn() ? ", past the point of no return" : "";
        return "goes " + passage.direction() + " from " + sides.from() + " to " + sides.to() + steps + turned + past;
    }

    private static String step(StepState step) {
        String where =
                switch (step.position()) {
                    case BEFORE -> "as it was";
                    case MOVED -> "moved, or may be";
                    case AFTER -> "done";
                };
        return "step " + step.name() + ": " + where + (step.standbyWrites() ? " (lets the other side write)" : "");
    }

    private static Stream<StepState> steps(Passage passage) {
        return passage.steps().stream();
    }

    private static Map<String, Object> map(Passage passage) {
        var map = new LinkedHashMap<String, Object>();
        map.put("direction", passage.direction().name());
        map.put("pastTheReturn", passage.pastTheReturn());
        passage.turnedBack().ifPresent(why -> map.put("turnedBack", why));
        map.put(
                "steps",
                steps(passage)
                        .map(step -> Map.of(
                                "step", step.name(),
                                "position", step.position().name(),
                                "standbyWrites", step.standbyWrites()))
                        .toList());
        return map;
    }

    /** What stays behind a failover that has ended with its service on the standby, and how a person ends that. */
    static String left(Recovery ended) {
        return ended.id() + " ended " + ended.closing().orElseThrow().outcome()
                + ": its service is on the standby; from "
                + Said.time(bakedAt(ended)) + " a person may ask to go back ("
                + Asks.failback(ended.plan().name())
                + "), or acknowledge that it stays there";
    }

    /** From when on a failback may be asked for, after a recovery that ended with its service on the standby. */
    static Instant bakedAt(Recovery ended) {
        return ended.closing()
                .orElseThrow()
                .at()
                .plus(ended.plan().failover().orElseThrow().bake());
    }

    /** What comes next, and when a person is called. */
    static String next(Recovery recovery, Instant now) {
        if (!recovery.open()) {
            return "nothing: it has just ended";
        }
        String who = recovery.owner().queue() + " moves it on at the next event or tick";
        String step = "; this step has until " + Said.time(recovery.deadlines().step());
        String unstop = recovery.deadlines()
                .unstop()
                .map(until -> "; the attempts to start it have until " + Said.time(until))
                .orElse("");
        Instant end = recovery.deadlines().recovery();
        String person = now.isBefore(end)
                ? "; a person is called at " + Said.time(end)
                : "; its time ended at " + Said.time(end);
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
        recovery.passage().ifPresent(passage -> map.put("passage", map(passage)));
        map.put("paged", !recovery.paged().isEmpty());
        return map;
    }
}
