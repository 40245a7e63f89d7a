package recovery.shared.ec2;

import java.util.regex.Pattern;
import recovery.shared.json.BadInput;
import recovery.shared.json.PlainText;

/** The id of one EC2 instance. One that exists is well-formed: no call can be made for an empty or a wildcard target. */
public record InstanceId(String value) implements Comparable<InstanceId> {
    private static final Pattern FORM = Pattern.compile("i-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    public InstanceId {
        if (!isOne(value)) {
            throw new BadInput(
                    "an instance id: expected the form i-0123456789abcdef0, found \"" + PlainText.clean(value) + "\"");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
