package recovery.systemtests.point;

import java.lang.reflect.Method;
import java.util.Map;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.store.Commit;
import recovery.shared.store.StoreUnreadable;

/** What a caller gets in place of a reply that was lost: what each real adapter makes of it. */
final class Replies {
    private static final String WHY = "the reply was lost";
    private static final Map<Class<?>, Object> LOST = Map.of(
            Commit.class, new Commit.Unclear(WHY),
            Reply.class, new Reply.Lost(WHY),
            LeverReply.class, new LeverReply.Lost(WHY),
            Look.class, new Look.Unreadable<>(WHY),
            Power.Permission.class, new Power.Permission.Unknown(WHY),
            boolean.class, false);

    private Replies() {}

    /** Throws {@link StoreUnreadable} for a read of the store, as the store does. */
    static Object lost(Method method) {
        Object lost = LOST.get(method.getReturnType());
        if (lost == null) {
            throw new StoreUnreadable(WHY);
        }
        return lost;
    }
}
