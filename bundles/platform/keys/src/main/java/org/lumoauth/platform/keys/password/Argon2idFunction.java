/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

/** An implementation of Argon2id (RFC 9106, version 0x13). Thread-safe. */
interface Argon2idFunction {

  /**
   * Computes a tag. Does not modify the password.
   *
   * @param password the bytes of the password
   * @param cost memory, passes and lanes
   * @param salt at least eight bytes
   * @param length the length of the tag in bytes, at least four
   * @throws IllegalStateException if memory is insufficient
   */
  byte[] hash(byte[] password, Argon2CostParameters cost, byte[] salt, int length);

  /** Returns the name of the library for the log. */
  String name();
}
