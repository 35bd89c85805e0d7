package org.lumoauth.agents.aauthperson.signature;

import java.util.Map;

/** A request whose signature does not hold: told in {@code Signature-Error}. */
public final class SignatureFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String error;
  private final transient Map<String, String> headers;

  /**
   * @param error the code, as {@code invalid_signature}
   * @param message for the log
   */
  public SignatureFailure(String error, String message) {
    this(error, message, Map.of());
  }

  SignatureFailure(String error, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  /** Another scheme is needed. */
  public static SignatureFailure scheme(String accepted) {
    return new SignatureFailure(
        "unsupported_scheme",
        "another scheme is needed",
        Map.of("Accept-Signature-Scheme", accepted));
  }

  static SignatureFailure algorithm() {
    return new SignatureFailure(
        "unsupported_algorithm",
        "the key's alg must be Ed25519 or ES256",
        Map.of("Accept-Signature-Alg", "Ed25519, ES256"));
  }

  /** The code. */
  public String error() {
    return error;
  }

  /** Headers beside {@code Signature-Error}. */
  public Map<String, String> headers() {
    return headers;
  }
}
