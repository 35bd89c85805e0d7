package org.lumoauth.api.id;

import org.osgi.annotation.versioning.ProviderType;

/** Makes identifiers. */
@ProviderType
public interface Identifiers {

  /**
   * Makes a new identifier: the prefix and a ULID in Crockford base 32, 26 characters. Two that are
   * made by one server sort in the order in which they were made.
   *
   * @param prefix lower-case letters and a trailing underscore, as {@code usr_}
   * @return for example {@code usr_01K9Z3V7Q8J4M2N6P0R5S7T9WX}
   * @throws IllegalArgumentException if the prefix has another shape
   */
  String next(String prefix);
}
