package recovery.simulator;

import java.util.HashMap;
import java.util.Map;
import recovery.shared.ec2.Instance.RootDevice;

/**
 * What an instance is, apart from how it is doing.
 *
 * @param stopProtected whether {@code disableApiStop} is set
 * @param keys the ARNs of the keys of its encrypted volumes, and whether each is enabled; one more volume is not encrypted
 * @param storageCheck whether the type reports the attached EBS check; only Nitro types do
 */
public record Traits(
        String zone,
        String type,
        RootDevice root,
        Map<String, String> tags,
        boolean stopProtected,
        boolean storageCheck,
        Map<String, Boolean> keys) {
    public Traits {
        tags = Map.copyOf(tags);
        keys = Map.copyOf(keys);
    }

    /** An ordinary machine: t3.micro, EBS root, no tags, no protection. */
    public static Traits inZone(String zone) {
        return new Traits(zone, "t3.micro", RootDevice.EBS, Map.of(), false, true, Map.of());
    }

    public Traits ofType(String other) {
        return new Traits(zone, other, root, tags, stopProtected, storageCheck, keys);
    }

    public Traits onInstanceStore() {
        return new Traits(zone, type, RootDevice.INSTANCE_STORE, tags, stopProtected, storageCheck, keys);
    }

    public Traits tagged(String key, String value) {
        var more = new HashMap<>(tags);
        more.put(key, value);
        return tagged(more);
    }

    /** With these tags in place of the present ones. */
    public Traits tagged(Map<String, String> all) {
        return new Traits(zone, type, root, all, stopProtected, storageCheck, keys);
    }

    public Traits stopProtected(boolean set) {
        return new Traits(zone, type, root, tags, set, storageCheck, keys);
    }

    public Traits withoutStorageCheck() {
        return new Traits(zone, type, root, tags, stopProtected, false, keys);
    }

    /** With a volume that this key encrypts. */
    public Traits encryptedWith(String key, boolean enabled) {
        var more = new HashMap<>(keys);
        more.put(key, enabled);
        return new Traits(zone, type, root, tags, stopProtected, storageCheck, more);
    }

    boolean decryptable() {
        return !keys.containsValue(false);
    }
}
