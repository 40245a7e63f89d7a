/** What sentences for people are made of: the commands in them, and what they may ask for. */
@NullMarked
package recovery.shared.words;

import org.jspecify.annotations.NullMarked;
