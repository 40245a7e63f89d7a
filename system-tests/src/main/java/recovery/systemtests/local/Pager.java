package recovery.systemtests.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Somebody who subscribed to the bundle's topic, and keeps what came. */
public final class Pager {
    private static final int MOST_AT_ONCE = 10;

    private final SqsClient sqs;
    private final String queue;
    private final List<String> texts = new ArrayList<>();

    Pager(Clients clients, String topic) {
        sqs = clients.sqs();
        queue = sqs.createQueue(request -> request.queueName("pager")).queueUrl();
        String arn = topic.replace(":sns:", ":sqs:").replaceFirst("[^:]+$", "pager");
        try (SnsClient sns = clients.sns()) {
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(arn)
                    .attributes(Map.of("RawMessageDelivery", "true")));
        }
    }

    /** Every text that came so far, oldest first. */
    public synchronized List<String> texts() {
        List<Message> came;
        do {
            came = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(MOST_AT_ONCE))
                    .messages();
            for (Message message : came) {
                texts.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        } while (!came.isEmpty());
        return List.copyOf(texts);
    }
}
