/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

/**
 * Thrown if a token is invalid. The message is for the log; callers only learn that the token is
 * invalid.
 */
public final class InvalidTokenException extends Exception {
  private final boolean foreign;

  /**
   * @param message a description of the problem
   * @param foreign whether the token names another tenant of this server as its issuer
   */
  public InvalidTokenException(String message, boolean foreign) {
    super(message, null, false, false);
    this.foreign = foreign;
  }

  /** Returns whether the token names another tenant as its issuer. */
  public boolean isForeign() {
    return foreign;
  }
}
