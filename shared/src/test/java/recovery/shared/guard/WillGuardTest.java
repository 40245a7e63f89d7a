package recovery.shared.guard;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 8: what a person stopped stays stopped. Only reasons on a short list are nobody's will. */
class WillGuardTest {
    private static final String GUEST = "Client.InstanceInitiatedShutdown";

    static Stream<Row> rows() {
        return Stream.of(
                Row.passes("it runs", FactsOf.impaired(Symptom.SYSTEM), "nobody stopped it: it is running"),
                Row.passes("it is pending", found(InstanceState.PENDING, ""), "nobody stopped it: it is pending"),
                Row.passes(
                        "AWS stopped it",
                        stopped("Server.ScheduledStop"),
                        "stopped for Server.ScheduledStop, which is nobody's"),
                Row.passes("AWS failed", stopped("Server.InternalError"), "nobody's will"),
                Row.passes("AWS had no room", stopped("Server.InsufficientInstanceCapacity"), "nobody's will"),
                Row.passes("AWS ended it", found(InstanceState.TERMINATED, "Server.InternalError"), "terminated for"),
                Row.ignores("the Spot market stopped it", stopped("Server.SpotInstanceShutdown"), "somebody's will"),
                Row.ignores(
                        "the Spot market ended it",
                        found(InstanceState.TERMINATED, "Server.SpotInstanceTermination"),
                        "somebody's will"),
                Row.ignores("a person stopped it", stopped("Client.UserInitiatedShutdown"), "somebody's will"),
                Row.ignores(
                        "a person is stopping it",
                        found(InstanceState.STOPPING, "Client.UserInitiatedShutdown"),
                        "stopping for"),
                Row.ignores("a person put it to sleep", stopped("Client.UserInitiatedHibernate"), "somebody's will"),
                Row.ignores("EC2 gives no reason", stopped(""), "stopped for no reason, which is somebody's will"),
                Row.ignores("the reason is one that nobody knows", stopped("Partner.Stopped"), "somebody's will"),
                Row.ignores("the reason only resembles AWS's", stopped("server.ScheduledStop"), "somebody's will"),
                Row.ignores("the reason only begins like AWS's", stopped("Serverless"), "somebody's will"),
                Row.ignores("it was shut down from inside", stopped(GUEST), "somebody's will"),
                Row.passes(
                        "it was shut down from inside, and the plan accepts that",
                        stopped(GUEST).acceptingGuestShutdown(),
                        "nobody's will"),
                Row.ignores(
                        "a person stopped it, whatever the plan accepts",
                        stopped("Client.UserInitiatedShutdown").acceptingGuestShutdown(),
                        "somebody's will"),
                Row.passes(
                        "it vanished without a word",
                        gone().instance(new Look.Absent<>("NotFound")),
                        "nobody is on record for it"),
                Row.holds(
                        "EC2 knows no such instance",
                        stopped("").instance(new Look.Absent<>("NotFound")),
                        "EC2 knows no such instance: NotFound"),
                Row.holds(
                        "the reason cannot be read",
                        gone().instance(new Look.Unreadable<>("timeout")),
                        "the reason could not be read: timeout"),
                Row.notLookedAt("AWS was not asked", stopped("Server.ScheduledStop")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void says(Row row) {
        row.check(new WillGuard());
    }

    private static FactsOf stopped(String reason) {
        return found(InstanceState.STOPPED, reason);
    }

    private static FactsOf found(InstanceState state, String reason) {
        return FactsOf.found(Symptom.STOPPED, state, reason);
    }

    private static FactsOf gone() {
        return FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, "");
    }
}
