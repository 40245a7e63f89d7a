/** Recoveries and the items that they claim and fill, and the one path by which they are written. */
@NullMarked
package recovery.shared.record;

import org.jspecify.annotations.NullMarked;
