package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.failover.rights.PlanRights;
import recovery.failover.rights.Right;
import recovery.failover.rights.ServicePlan;
import recovery.shared.json.Fields;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** A step that a user might add, as short as one can be: a text on a notice board is replaced by another one. */
class SampleStepTest extends StepContract {
    private final NoticeBoard board = new NoticeBoard("served by the primary");

    /** The world of the sample: a text that anybody can replace. */
    private static final class NoticeBoard {
        private String text;
        private int replaced;

        NoticeBoard(String text) {
            this.text = text;
        }

        void replace(String by) {
            text = by;
            replaced++;
        }
    }

    private record NoticeStep(NoticeBoard board, String wanted) implements Step {
        @Override
        public String name() {
            return "notice";
        }

        @Override
        public Look<Map<String, Object>> look() {
            return new Look.Seen<>(Map.of("text", board.text));
        }

        @Override
        public Goal goal(Map<String, Object> before) {
            return new Goal.To(Map.of("text", wanted));
        }

        @Override
        public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
            board.replace(inWords(next));
            return new LeverReply.Accepted(Optional.empty());
        }

        @Override
        public String command(Map<String, Object> to) {
            return "write on the board: " + inWords(to);
        }

        @Override
        public String inWords(Map<String, Object> setting) {
            return Fields.of(setting).text("text");
        }
    }

    /** What its plan needs; a step that calls AWS names its lever here. */
    @Test
    void itRegistersWhatItMustBeAllowed() {
        PlanRights.OfStep board = (settings, failover) ->
                List.of(Right.to("WriteNotice", "notice:Replace").on("board/" + settings.text("board")));
        var rights = new PlanRights(Map.of("notice", board));
        assertThat(rights.of(List.of(ServicePlan.with("{\"notice\": {\"board\": \"hall\"}}"))))
                .contains(Right.to("WriteNotice", "notice:Replace").on("board/hall"));
    }

    @Override
    Step step() {
        return new NoticeStep(board, "served by the standby");
    }

    @Override
    void somebodyElseMovesIt() {
        board.text = "closed for today";
    }

    @Override
    int requests() {
        return board.replaced;
    }
}
