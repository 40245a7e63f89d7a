/** The doors to the real AWS: the only package that sees the SDK. */
@NullMarked
package recovery.shared.aws;

import org.jspecify.annotations.NullMarked;
