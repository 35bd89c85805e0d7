/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

/**
 * Thrown if a server's key cannot be resolved because of its published metadata (AAuth draft,
 * sections Metadata Documents, JWKS Discovery and Caching).
 */
public final class IssuerKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The server has no key with this id. */
  public static final String UNKNOWN_KEY = "unknown_key";

  /** The metadata document has no issuer. */
  static final String MISSING = "issuer_missing";

  /** The metadata document has another issuer. */
  static final String MISMATCH = "issuer_mismatch";

  private final String error;

  /**
   * @param error the code in {@code Signature-Error}
   * @param message for the log
   */
  public IssuerKeyException(String error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** Returns the code in {@code Signature-Error}. */
  public String error() {
    return error;
  }
}
