/** JSON in and out, with errors that name the field. */
@NullMarked
package recovery.shared.json;

import org.jspecify.annotations.NullMarked;
