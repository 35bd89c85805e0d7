/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

/** Thrown if a text is not a JWS, or its signature does not match a key of the tenant. */
public final class InvalidSignatureException extends Exception {
  public InvalidSignatureException(String message) {
    super(message, null, false, false);
  }
}
