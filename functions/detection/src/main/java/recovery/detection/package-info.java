/** The judge: decides whether a signal is worth an act, and writes down why. It changes nothing but its own items. */
@NullMarked
package recovery.detection;

import org.jspecify.annotations.NullMarked;
