package recovery.systemtests.model;

/**
 * What may never be passed.
 *
 * @param perTarget attempts on one target in 24 hours
 * @param perHour attempts of the installation in an hour
 * @param inFlight recoveries of one group at once
 */
record Limits(int perTarget, int perHour, int inFlight) {}
