package org.lumoauth.agents.aauthperson.signature;

/**
 * A server whose key can't be had, because of what it publishes itself (sections Metadata
 * Documents, JWKS Discovery and Caching).
 */
public final class IssuerKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** It has no key of that name. */
  public static final String UNKNOWN_KEY = "unknown_key";

  /** Its document does not say whose it is. */
  static final String MISSING = "issuer_missing";

  /** Its document is another's. */
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

  /** The code in {@code Signature-Error}. */
  public String error() {
    return error;
  }
}
