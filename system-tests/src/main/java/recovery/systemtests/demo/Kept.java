package recovery.systemtests.demo;

import java.util.List;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.words.Asks;

/**
 * What a person can do with a demo that stays up.
 *
 * @param left what {@code .run/kept.json} says of it
 * @param instance that the story was about
 */
record Kept(Fields left, InstanceId instance) {
    List<String> lines() {
        String variables = "AWS_ENDPOINT_URL=" + left.text("endpoint") + " AWS_ACCESS_KEY_ID=" + left.text("account")
                + " AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=" + left.text("region");
        return List.of(
                "",
                "It stays up. To look around:",
                "",
                "what the bundle does now, its mode and its open recoveries:",
                "  " + Asks.status(),
                "why it did what it did with the instance of this story:",
                "  " + Asks.why(instance.value()),
                "the journal as it stands in DynamoDB (any command of the AWS CLI works so):",
                "  " + variables + " \\",
                "    .tools/localstack/bin/aws dynamodb scan --output text --table-name " + left.text("journal")
                        + " \\",
                "    --query 'sort_by(Items,&at.S)[].[at.S,kind.S,sentence.S]'",
                "what each function wrote, LocalStack too:",
                "  ls " + left.text("run") + "/functions " + left.text("run"),
                "",
                "To end it, and to remove what it made except its logs: make down");
    }
}
