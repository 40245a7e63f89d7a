/** What sentences for people are made of: times and counts, the commands in them, and what they may ask for. */
@NullMarked
package recovery.shared.words;

import org.jspecify.annotations.NullMarked;
