package recovery.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request in the EC2 Query form: {@code Action=StopInstances&InstanceId.1=i-…&Force=true}. */
record Form(Map<String, String> fields) {
    static Form parse(String body) {
        var fields = new HashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Ec2Refusal.bad("MalformedQueryString", "The query string contains a syntax error.");
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean flag(String name) {
        return "true".equals(fields.get(name));
    }

    /** The values of {@code InstanceId.1}, {@code InstanceId.2} and so on. */
    List<String> list(String name) {
        var values = new ArrayList<String>();
        for (int i = 1; fields.containsKey(name + "." + i); i++) {
            values.add(fields.get(name + "." + i));
        }
        return values;
    }

    /** A whole number that is at least 1. */
    Optional<Integer> count(String name) {
        return text(name).map(value -> {
            if (!value.matches("[1-9][0-9]{0,8}")) {
                throw Ec2Refusal.bad(
                        "InvalidParameterValue", "Value ( " + value + " ) for parameter " + name + " is invalid.");
            }
            return Integer.parseInt(value);
        });
    }

    /** The filters: name to the values that pass. */
    Map<String, List<String>> filters() {
        var filters = new HashMap<String, List<String>>();
        for (int i = 1; fields.containsKey("Filter." + i + ".Name"); i++) {
            filters.put(fields.get("Filter." + i + ".Name"), list("Filter." + i + ".Value"));
        }
        return filters;
    }
}
