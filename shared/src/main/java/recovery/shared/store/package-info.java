/** The two tables behind one door that takes conditional transactions. */
@NullMarked
package recovery.shared.store;

import org.jspecify.annotations.NullMarked;
