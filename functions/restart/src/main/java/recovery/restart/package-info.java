/** The hands: carries open recoveries out, one observed step at a time, and owes a Start for every Stop. */
@NullMarked
package recovery.restart;

import org.jspecify.annotations.NullMarked;
