package recovery.failover.step;

/** The part of an ARN of Elastic Load Balancing that people read. */
final class Arns {
    private Arns() {}

    /** The name of a target group, such as {@code web} of {@code …:targetgroup/web/0123456789abcdef}. */
    static String targetGroup(String arn) {
        return after(arn, ":targetgroup/").split("/", 2)[0];
    }

    /** What follows a mark; the whole if it has none. */
    static String after(String arn, String mark) {
        int at = arn.indexOf(mark);
        return at < 0 ? arn : arn.substring(at + mark.length());
    }
}
