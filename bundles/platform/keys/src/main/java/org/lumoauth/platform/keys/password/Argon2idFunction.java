package org.lumoauth.platform.keys.password;

import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

/**
 * Argon2id itself (RFC 9106, version 0x13), by one library or another. For many threads at once.
 */
interface Argon2idFunction {

  /**
   * Computes a tag; leaves the password as it is.
   *
   * @param password its bytes
   * @param cost memory, passes and lanes
   * @param salt eight bytes at least
   * @param length of the tag in bytes, four at least
   * @throws IllegalStateException if there is not the memory for it
   */
  byte[] hash(byte[] password, Argon2CostParameters cost, byte[] salt, int length);

  /** Which library it is, for the log. */
  String name();
}
