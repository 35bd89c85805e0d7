/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.id;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** Generates identifiers. */
@ProviderType
public interface IdGenerator {

  /**
   * Generates a new identifier: the prefix and a ULID in Crockford base 32, 26 characters.
   * Identifiers from one server sort in the order of their generation.
   *
   * @param prefix lower-case letters and a trailing underscore, such as {@code usr_}
   * @return for example {@code usr_01K9Z3V7Q8J4M2N6P0R5S7T9WX}
   * @throws IllegalArgumentException if the prefix has another form
   */
  String next(String prefix);

  /**
   * Returns an upper bound for identifiers: it sorts after every identifier generated up to that
   * time, and before those of later milliseconds. It is never assigned.
   *
   * @param prefix as in {@link #next}
   * @param time not before 1970
   */
  default String last(String prefix, Instant time) {
    var milliseconds = new StringBuilder();
    for (long rest = time.toEpochMilli(); milliseconds.length() < 10; rest >>>= 5) {
      milliseconds.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt((int) (rest & 31)));
    }
    return prefix + milliseconds.reverse() + "Z".repeat(16);
  }
}
