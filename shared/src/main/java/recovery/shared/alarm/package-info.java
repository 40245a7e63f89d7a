/** Alarms: what CloudWatch shows of them, and the door to it. */
@NullMarked
package recovery.shared.alarm;

import org.jspecify.annotations.NullMarked;
