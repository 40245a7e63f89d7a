/** What `make prove` says in the end: the figures of all its parts, and whether mutants survived. */
@NullMarked
package recovery.systemtests.prove;

import org.jspecify.annotations.NullMarked;
