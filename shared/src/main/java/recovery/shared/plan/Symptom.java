package recovery.shared.plan;

/** What is wrong with an instance or a service, as far as this version can tell. */
public enum Symptom {
    /** The host is broken: EC2's system status check fails. */
    SYSTEM,
    /** The operating system does not answer: EC2's instance status check fails. */
    INSTANCE,
    /** The path to its volumes is broken: EC2's attached EBS status check fails. */
    STORAGE,
    /** The service does not serve, whatever EC2 says of its instances. */
    APPLICATION,
    /** It stands still by nobody's will. */
    STOPPED,
    /** AWS announced that the host will be taken away. */
    RETIREMENT,
    /** It was terminated by nobody's will, or vanished. */
    GONE;

    /** Whether a status check of EC2 shows it. */
    public boolean isStatus() {
        return this == SYSTEM || this == INSTANCE || this == STORAGE;
    }
}
