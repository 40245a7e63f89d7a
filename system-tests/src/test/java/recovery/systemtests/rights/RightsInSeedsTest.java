package recovery.systemtests.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recovery.failover.rights.PlanRights;
import recovery.failover.rights.RightsSection;
import recovery.shared.plan.Plans;
import recovery.simulator.Ec2Model;
import recovery.systemtests.simulation.Policies;
import recovery.systemtests.simulation.Traced;
import recovery.systemtests.story.Bundle.Function;
import recovery.systemtests.template.Checkout;

/**
 * The engine R with each function behind its policy, as the template grants it for the plans that the seed draws: no rule breaks,
 * and nothing is asked that is not granted. {@code -Dseeds.rights} says how many seeds.
 */
@Tag("long")
final class RightsInSeedsTest {
    private static final long SOME = 40;
    private static final long SEEDS = Long.getLong("seeds.rights", SOME);
    private static final String TEMPLATE = Checkout.read("template.yaml");

    /** The policies of one run. With a deployment the rights of the plans before it go, as they do in an account. */
    private static final class Granted implements Policies {
        private final Authorization authorization;
        private final UnaryOperator<String> change;
        private final List<Map<Function, Gatekeeper>> deployments = new ArrayList<>();

        Granted(Ec2Model model, UnaryOperator<String> change) {
            authorization = new Authorization(model);
            this.change = change;
        }

        @Override
        public void deployed(Plans plans) {
            var rights = PlanRights.standard().of(plans.all());
            deployments.add(
                    Installed.gates(change.apply(RightsSection.of(TEMPLATE).with(rights))));
        }

        @Override
        public <T> T before(Function function, Class<T> port, T real) {
            return Objects.requireNonNull(deployments.getLast().get(function)).at(port, real, authorization);
        }

        /** What was refused and is none of the two that must be. */
        List<String> refused() {
            return IntStream.range(0, deployments.size())
                    .boxed()
                    .flatMap(at -> deployments.get(at).entrySet().stream()
                            .flatMap(gate -> gate.getValue().refused().stream()
                                    .filter(why -> !hasLostItsTag(why))
                                    .filter(why -> at == 0 || !isOfAnEarlierPlan(gate.getKey(), why))))
                    .toList();
        }

        /** People take the tag away, and with it what the role may do with the instance. */
        private static boolean hasLostItsTag(String why) {
            return why.contains(":instance/") && !why.contains("aws:ResourceTag/recovery:plan");
        }

        /** An open recovery goes on by its plan, and moves no lever that the deployed one does not name. */
        private static boolean isOfAnEarlierPlan(Function function, String why) {
            return function == Function.FAILOVER && !why.startsWith("dynamodb:") && !why.startsWith("events:");
        }
    }

    private static List<String> refused(long seeds, UnaryOperator<String> change) {
        return LongStream.rangeClosed(1, seeds)
                .boxed()
                .flatMap(seed -> {
                    var accounts = new ArrayList<Granted>();
                    Traced.behind(seed, model -> {
                        accounts.add(new Granted(model, change));
                        return accounts.getLast();
                    });
                    return accounts.getLast().refused().stream().map(why -> "seed " + seed + ": " + why);
                })
                .toList();
    }

    @Test
    void nothingIsUsedThatIsNotGranted() {
        assertThat(refused(SEEDS, template -> template)).isEmpty();
        System.out.println("rights: " + SEEDS + " seeds of R behind the policies of the template, none refused");
    }

    @Test
    void aRightTooFewIsSeen() {
        String both = "[ec2:StopInstances, ec2:StartInstances]";
        assertThat(TEMPLATE).as("the template moved on").contains(both);
        assertThat(refused(SOME, template -> template.replace(both, "[ec2:StopInstances]")))
                .isNotEmpty()
                .allMatch(why -> why.contains("ec2:StartInstances on"));
    }
}
