package recovery.shared.store;

import recovery.shared.journal.JournalRow;

/** One part of a transaction. Every one is conditional: the version that was read, where absent is version 0. */
public sealed interface Write {
    /** Puts an item whose stored version is one less than its own. */
    record Put(Item item) implements Write {}

    /** Demands that the stored version is this one, and writes nothing. */
    record Check(Key key, long version) implements Write {}

    /** Removes an item that has this version. */
    record Remove(Key key, long version) implements Write {}

    /** Appends a row to the journal, unless one of that subject and sequence is there. */
    record Append(JournalRow row) implements Write {}
}
