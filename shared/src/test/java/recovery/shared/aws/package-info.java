/** The adapters and the real SDK against a server on the loopback: what is sent, how often, and how answers are read. */
@NullMarked
package recovery.shared.aws;

import org.jspecify.annotations.NullMarked;
