/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

/**
 * Thrown if the signer of a request cannot be verified. The message is for the developer of the
 * signer.
 */
public final class AAuthSignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the reason, which must not contain secrets
   */
  public AAuthSignatureException(String message) {
    super(message, null, false, false);
  }
}
