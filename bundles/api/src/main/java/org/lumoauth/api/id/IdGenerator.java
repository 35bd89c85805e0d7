package org.lumoauth.api.id;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** Makes identifiers. */
@ProviderType
public interface IdGenerator {

  /**
   * Makes a new identifier: the prefix and a ULID in Crockford base 32, 26 characters. Two that are
   * made by one server sort in the order in which they were made.
   *
   * @param prefix lower-case letters and a trailing underscore, as {@code usr_}
   * @return for example {@code usr_01K9Z3V7Q8J4M2N6P0R5S7T9WX}
   * @throws IllegalArgumentException if the prefix has another shape
   */
  String next(String prefix);

  /**
   * What sorts behind every identifier that was made by then, and before those that are made in a
   * later millisecond. It is nobody's.
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
