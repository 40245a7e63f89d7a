package recovery.operator;

import java.util.Map;
import java.util.Optional;
import recovery.shared.door.Log;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.plan.Plans;
import recovery.shared.record.UnknownSchema;
import recovery.shared.record.Wish;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.words.Said;

/** Answers one request of a person: looks things up, or changes them. */
public final class OperatorFlow {
    private final OperatorPorts ports;
    private final Plans plans;
    private final OperatorSettings settings;
    private final Log log;

    public OperatorFlow(OperatorPorts ports, Plans plans, OperatorSettings settings, Log log) {
        this.ports = ports;
        this.plans = plans;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Answers {@code {"request": …}}. One that cannot be used, or not be carried out, is an answer that says why: a
     * person's slip is no error of the function, which would page. A document without a request is a {@link BadInput}.
     */
    public Map<String, Object> handle(Map<String, Object> document) {
        Request request = read(Fields.of(document));
        Answer answer = answer(request);
        log.say(answer.text(), Map.of("request", answer.request(), "done", answer.done()));
        return answer.map();
    }

    private static Request read(Fields document) {
        String name = RequestReader.name(document);
        try {
            return RequestReader.read(document);
        } catch (BadInput e) {
            return new Request.Unknown(name, e.getMessage() + "; nothing was done");
        }
    }

    /** Once something was written, {@link Changes} throws nothing of this: an exception means that nothing was done. */
    private Answer answer(Request request) {
        try {
            return switch (request) {
                case Request.Status status -> new Status(ports, plans, settings.attemptsPerHour()).answer(status);
                case Request.Why why -> new Why(ports).answer(why);
                case Request.AnswerTo answerTo -> ofWish(answerTo);
                case Request.Unknown unknown -> Answer.refused(unknown, unknown.why());
                case Request.Change change ->
                    new Changes(ports, plans, ports.ids().next()).carryOut(change);
            };
        } catch (StoreUnreadable | UnknownSchema e) {
            return Answer.refused(request, e.getMessage() + "; nothing was done");
        }
    }

    private Answer ofWish(Request.AnswerTo request) {
        Optional<Wish> found = Wish.read(ports.store(), Wish.key(request.id()));
        if (found.isEmpty()) {
            return Answer.refused(request, "no request has the id " + request.id());
        }
        Wish wish = found.get();
        String about = wish.inWords();
        Answer answer = wish.answer()
                .map(said -> Answer.done(request, about + ": " + said))
                .orElseGet(() -> Answer.refused(
                        request, about + " waits for " + wish.queue() + " since " + Said.time(wish.at())))
                .with("id", wish.id())
                .with("target", wish.target().key());
        return wish.recovery()
                .map(recovery -> answer.with("recovery", recovery))
                .orElse(answer);
    }
}
