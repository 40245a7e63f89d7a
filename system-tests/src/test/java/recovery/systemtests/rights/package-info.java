/** What the functions ask of AWS, held against what their policies grant: nothing more is granted, and nothing less. */
@NullMarked
package recovery.systemtests.rights;

import org.jspecify.annotations.NullMarked;
