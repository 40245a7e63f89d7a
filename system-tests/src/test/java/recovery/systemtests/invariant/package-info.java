/** What may never happen, checked after every step from what was stored, sent and true, and not with the product's code. */
@NullMarked
package recovery.systemtests.invariant;

import org.jspecify.annotations.NullMarked;
