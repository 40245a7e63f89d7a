package recovery.simulator.http;

import recovery.simulator.Ec2Error;

/** Ends a request with an error of EC2. */
final class Ec2Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int httpStatus;

    Ec2Refusal(Ec2Error error) {
        super(error.message());
        code = error.code();
        httpStatus = error.httpStatus();
    }

    static Ec2Refusal bad(String code, String message) {
        return new Ec2Refusal(Ec2Error.bad(code, message));
    }

    Ec2Error error() {
        return new Ec2Error(code, httpStatus, String.valueOf(getMessage()));
    }
}
