package recovery.shared.aws;

import recovery.shared.lever.LeverReply;

/** What became of a request that moves a lever, in a word. */
final class Sorted {
    private Sorted() {}

    static String inWords(LeverReply reply) {
        return switch (reply) {
            case LeverReply.Accepted accepted -> "accepted";
            case LeverReply.Refused(var code, var message, boolean passing) -> passing ? "passing" : "refused";
            case LeverReply.Lost lost -> "lost";
        };
    }
}
