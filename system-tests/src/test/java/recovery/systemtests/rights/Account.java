package recovery.systemtests.rights;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recovery.systemtests.story.Documents;
import recovery.systemtests.template.Node;

/** What the short functions of a template are in the account of the stories. A resource there is named by its logical id. */
record Account(Node template) {
    static final String HERE = ":" + Documents.REGION + ":" + Documents.ACCOUNT + ":";

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Map<String, String> OF_AWS = Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", Documents.REGION,
            "AWS::AccountId", Documents.ACCOUNT);

    /** The ARNs of the kinds of resources that policies name. */
    private static final Map<String, String> KINDS = Map.of(
            "AWS::DynamoDB::Table", "arn:aws:dynamodb" + HERE + "table/",
            "AWS::Events::EventBus", "arn:aws:events" + HERE + "event-bus/",
            "AWS::SQS::Queue", "arn:aws:sqs" + HERE);

    String value(String text) {
        if (text.startsWith("!Sub ")) {
            return substituted(text.substring("!Sub ".length()));
        }
        if (text.startsWith("!GetAtt ") || text.startsWith("!Ref ")) {
            return named(text.substring(text.indexOf(' ') + 1));
        }
        if (text.startsWith("!")) {
            throw new IllegalArgumentException("nothing here knows " + text);
        }
        return text;
    }

    private String substituted(String text) {
        return PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))));
    }

    private String named(String name) {
        String ofAws = OF_AWS.get(name);
        if (ofAws != null) {
            return ofAws;
        }
        if (!name.endsWith(".Arn")) {
            throw new IllegalArgumentException("nothing here knows the value of " + name);
        }
        String id = name.substring(0, name.length() - ".Arn".length());
        String type = template.at("Resources", id, "Type").text();
        String kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("nothing here knows the ARN of a " + type);
        }
        return kind + id;
    }

    /** The policy that stands in the template beside a function. */
    Policy policy(String function) {
        return Policy.of(
                template.at("Resources", function, "Properties", "Policies", "Statement")
                        .items(),
                this::value);
    }
}
