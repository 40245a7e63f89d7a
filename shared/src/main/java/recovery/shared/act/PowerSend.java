package recovery.shared.act;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.time.Clock;

/** Sends one stop or start, and says what is known of it then. */
public final class PowerSend {
    /** How the answer to a stop begins that EC2 took from another state than `running`. */
    public static final String NOT_OURS = "NotOurs";

    private final Power power;
    private final Clock clock;

    public PowerSend(Power power, Clock clock) {
        this.power = power;
        this.clock = clock;
    }

    /** The one request, and what is known of it with its reply. */
    public Intent request(Recovery recovery, Intent intent) {
        Reply reply =
                switch (intent.act()) {
                    case STOP -> power.stop(recovery.instance(), intent.stop().orElseThrow());
                    case START -> power.start(recovery.instance());
                    case APPLY, UNDO ->
                        throw new IllegalArgumentException(intent.act() + " is no request to EC2's power");
                };
        return settled(recovery, intent, reply);
    }

    private Intent settled(Recovery recovery, Intent intent, Reply reply) {
        Instant now = clock.now();
        return switch (reply) {
            case Reply.Accepted(InstanceState previous) ->
                beginsSession(recovery, intent) && previous != InstanceState.RUNNING
                        ? intent.is(
                                Intent.State.WITHOUT_EFFECT,
                                NOT_OURS + ": EC2 says that it was " + previous.wireName() + " already",
                                now)
                        : intent.is(Intent.State.ACCEPTED, "accepted, it was " + previous.wireName(), now);
            case Reply.Refused(String code, String message) ->
                intent.is(Intent.State.WITHOUT_EFFECT, code + ": " + message, now);
            case Reply.Lost(String why) -> intent.is(Intent.State.UNKNOWN, "the reply was lost: " + why, now);
        };
    }

    /** The first stop of a session that had no effect leaves nothing owed, and what it belongs to begins anew. */
    public static void stopWithoutEffect(Recovery newest, Intent known, RecoveryDraft next, Instant now) {
        if (known.state() == Intent.State.WITHOUT_EFFECT && beginsSession(newest, known)) {
            next.owesNothing()
                    .stage(Stage.REQUESTED, now.plus(newest.plan().clocks().step()));
        }
    }

    /** Whether this is a stop, and none before it can have taken the instance down since a Start is owed. */
    private static boolean beginsSession(Recovery recovery, Intent intent) {
        return intent.act() == Intent.Act.STOP && recovery.startOwed().equals(Optional.of(intent.at()));
    }
}
