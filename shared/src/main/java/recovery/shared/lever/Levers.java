package recovery.shared.lever;

/** Everything that the steps of a failover may move. */
public record Levers(Addresses addresses, Dns dns, Balancers balancers, Scaling scaling) {}
