/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import org.jspecify.annotations.Nullable;

/** Hashes passwords that people choose. */
public interface PasswordHasher {

  /**
   * Hashes a password with Argon2id and a new salt.
   *
   * @return the hash in PHC string format
   */
  String hash(char[] password);

  /** Returns whether the password has this hash. Takes the same time if the hash is null. */
  boolean matches(char[] password, @Nullable String hash);

  /** Returns whether the hash uses weaker parameters than the configured parameters. */
  boolean needsRehash(String hash);
}
