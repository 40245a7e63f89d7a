/** The judge by tables, what a signal comes to, what is remembered between judgements, and the door. */
@NullMarked
package recovery.detection;

import org.jspecify.annotations.NullMarked;
