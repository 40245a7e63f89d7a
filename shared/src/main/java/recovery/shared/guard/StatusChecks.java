package recovery.shared.guard;

import recovery.shared.ec2.Checks;
import recovery.shared.plan.Symptom;

/** Which of EC2's checks shows which symptom. */
final class StatusChecks {
    private StatusChecks() {}

    static Checks.Check of(Checks checks, Symptom symptom) {
        return switch (symptom) {
            case SYSTEM -> checks.system();
            case INSTANCE -> checks.instance();
            case STORAGE -> checks.storage();
            case APPLICATION, STOPPED, RETIREMENT, GONE ->
                throw new IllegalArgumentException("no status check shows " + symptom);
        };
    }
}
