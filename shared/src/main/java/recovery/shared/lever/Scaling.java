package recovery.shared.lever;

import recovery.shared.look.Look;

/** The door to Auto Scaling groups. Each change is one request, without retries. */
public interface Scaling {
    /** @param inService instances that are in service and healthy now */
    record Group(String name, int min, int max, int desired, int inService) {}

    Look<Group> group(String name);

    LeverReply setDesired(String name, int desired);
}
