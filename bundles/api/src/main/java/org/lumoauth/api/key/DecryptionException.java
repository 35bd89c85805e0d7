/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

/** Thrown if a JWE cannot be decrypted with a key of the tenant, or is not acceptable. */
public final class DecryptionException extends Exception {
  public DecryptionException(String message) {
    super(message, null, false, false);
  }
}
