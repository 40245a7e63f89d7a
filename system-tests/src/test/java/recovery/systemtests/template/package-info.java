/** The rules of the templates that no lint knows: rights, deliveries, alarms, and that code and template agree. */
@NullMarked
package recovery.systemtests.template;

import org.jspecify.annotations.NullMarked;
