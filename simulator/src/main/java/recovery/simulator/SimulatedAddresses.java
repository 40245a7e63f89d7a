package recovery.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** The door to the model's addresses for tests inside one process. Nothing here blocks, as in {@link SimulatedEc2}. */
public final class SimulatedAddresses implements Addresses {
    private final Ec2Model model;
    private final String caller;

    /** @param caller by which name the log of calls knows whoever comes through this door */
    public SimulatedAddresses(Ec2Model model, String caller) {
        this.model = model;
        this.caller = caller;
    }

    @Override
    public Look<Address> address(String ip) {
        return look(Call.of(Action.DESCRIBE_ADDRESSES, List.of(), caller).about(AddressRequest.ip(ip)), List::getFirst);
    }

    @Override
    public Look<List<Address>> leadingTo(InstanceId instance) {
        return look(
                Call.of(Action.DESCRIBE_ADDRESSES, List.of(instance), caller).about(AddressRequest.ALL),
                shown -> shown);
    }

    private <T> Look<T> look(Call call, Function<List<Address>, T> read) {
        return switch (model.perform(call)) {
            case Outcome.Listed(var shown) -> new Look.Seen<>(read.apply(shown));
            case Outcome.Refused(var error) ->
                error.code().equals("InvalidAddress.NotFound")
                        ? new Look.Absent<>(error.message())
                        : new Look.Unreadable<>(error.code());
            case Outcome.Lost lost -> new Look.Unreadable<>("no answer came");
            case Outcome.Held held -> new Look.Unreadable<>("no answer came in time");
            case Outcome.Killed killed -> throw died(call);
            case Outcome.Led led -> throw strange(call);
            case Outcome.Shown shown -> throw strange(call);
            case Outcome.Taken taken -> throw strange(call);
        };
    }

    @Override
    public LeverReply associate(String allocation, InstanceId to) {
        return reply(
                Call.of(Action.ASSOCIATE_ADDRESS, List.of(to), caller).about(AddressRequest.allocation(allocation)));
    }

    @Override
    public LeverReply disassociate(String association) {
        return reply(
                Call.of(Action.DISASSOCIATE_ADDRESS, List.of(), caller).about(AddressRequest.association(association)));
    }

    private LeverReply reply(Call call) {
        return switch (model.perform(call)) {
            case Outcome.Led led -> new LeverReply.Accepted(Optional.empty());
            case Outcome.Listed listed -> new LeverReply.Accepted(Optional.empty());
            case Outcome.Refused(var error) ->
                error.mayHaveHappened()
                        ? new LeverReply.Lost(error.code())
                        : new LeverReply.Refused(error.code(), error.message(), error.passing());
            case Outcome.Lost lost -> new LeverReply.Lost("no answer came");
            case Outcome.Held held -> new LeverReply.Lost("no answer came in time");
            case Outcome.Killed killed -> throw died(call);
            case Outcome.Shown shown -> throw strange(call);
            case Outcome.Taken taken -> throw strange(call);
        };
    }

    private static CallerDied died(Call call) {
        return new CallerDied(call.action().wireName() + " " + call.ids());
    }

    private static IllegalStateException strange(Call call) {
        return new IllegalStateException(call.action().wireName() + " was answered like a call on instances");
    }
}
