package recovery.shared.store;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.journal.JournalRow;

/**
 * What a transaction must look like before any store takes it. These are rules of DynamoDB, kept in one place so that
 * every store refuses alike, and before anything is sent. Breaking one is a mistake in a program.
 */
public final class Transaction {
    /** DynamoDB takes 2048 bytes for the first part of a key and 1024 for the second; none of ours comes near. */
    private static final int LONGEST_KEY = 512;

    private Transaction() {}

    /**
     * Checks number, keys, versions and bodies.
     *
     * @throws IllegalArgumentException with the sentence that says what is wrong
     */
    public static void check(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > Store.MOST_WRITES) {
            throw new IllegalArgumentException(
                    "a transaction has 1 to " + Store.MOST_WRITES + " writes, found " + writes.size());
        }
        var named = new HashSet<Key>();
        for (Write write : writes) {
            Key key = keyOf(write);
            checkPart(key, key.partition());
            checkPart(key, key.sort());
            checkContent(write);
            if (!named.add(key)) {
                throw new IllegalArgumentException("a transaction names each item once, found twice: " + key);
            }
        }
    }

    /**
     * Where a write goes. A journal row has its subject and sequence as key; a row and an item of the same key may not
     * be in one transaction, since {@link Commit.Refused} could not tell them apart.
     */
    public static Key keyOf(Write write) {
        return switch (write) {
            case Write.Put(Item item) -> item.key();
            case Write.Check(Key key, long version) -> key;
            case Write.Remove(Key key, long version) -> key;
            case Write.Append(JournalRow row) -> new Key(row.subject(), row.sequence());
        };
    }

    /**
     * How a row that was in the way of an {@link Write.Append} stands in {@link Commit.Refused}: under its subject and
     * sequence, with version 1, no writer, and the row's own fields as body.
     */
    public static Item asItem(JournalRow row) {
        Map<String, Object> body = Map.of(
                "target", row.target(),
                "at", row.at().toString(),
                "kind", row.kind().name(),
                "sentence", row.sentence(),
                "detail", row.detail());
        return new Item(new Key(row.subject(), row.sequence()), 1, "", Optional.empty(), body);
    }

    private static void checkPart(Key key, String part) {
        boolean control = part.chars().anyMatch(Character::isISOControl);
        if (part.isEmpty() || part.length() > LONGEST_KEY || control) {
            throw new IllegalArgumentException("a key has two parts of 1 to " + LONGEST_KEY
                    + " characters without control characters, found " + key);
        }
    }

    private static void checkContent(Write write) {
        switch (write) {
            case Write.Put(Item item) -> {
                checkVersion(write, item.version(), 1);
                Body.normal(item.body());
            }
            case Write.Check(Key key, long version) -> checkVersion(write, version, 0);
            case Write.Remove(Key key, long version) -> checkVersion(write, version, 1);
            case Write.Append(JournalRow row) -> Body.normal(row.detail());
        }
    }

    private static void checkVersion(Write write, long version, long least) {
        if (version < least) {
            throw new IllegalArgumentException(
                    "the version of " + keyOf(write) + ": expected at least " + least + ", found " + version);
        }
    }
}
