/** The rules of the store, held by the one in memory and by DynamoDB alike. */
@NullMarked
package recovery.systemtests.store;

import org.jspecify.annotations.NullMarked;
