/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Thrown if the signature of a request is invalid, which is reported in {@code Signature-Error}, or
 * if the signer is not trusted, which is reported without that header.
 */
public final class SignatureErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final int status;
  private final String error;
  private final String field;
  private final transient Map<String, String> headers;

  /**
   * @param error the code, such as {@code invalid_signature}
   * @param message for the log
   */
  public SignatureErrorException(String error, String message) {
    this(UNAUTHORIZED, error, message, Map.of());
  }

  private SignatureErrorException(
      int status, String error, String message, Map<String, String> headers) {
    this(status, error, message, "", headers);
  }

  private SignatureErrorException(
      int status, String error, String message, String members, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.error = error;
    this.field = "error=" + error + members;
    this.headers = Map.copyOf(headers);
  }

  /**
   * Creates the error for an untrusted signer; its key is not fetched to verify the signature.
   *
   * @param error the code, such as {@code unsupported_iss}
   */
  public static SignatureErrorException untrustedSigner(String error) {
    return new SignatureErrorException(
        FORBIDDEN, error, "the signer is not trusted by this server", Map.of());
  }

  /**
   * Creates the error for a signature that covers too few components.
   *
   * @param required all required components
   */
  static SignatureErrorException coverage(String message, List<String> required) {
    String all = required.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
    return new SignatureErrorException(
        UNAUTHORIZED, "invalid_input", message, ", required_input=(" + all + ")", Map.of());
  }

  /** Creates the error for an unsupported scheme. */
  public static SignatureErrorException scheme(String accepted) {
    return new SignatureErrorException(
        UNAUTHORIZED,
        "unsupported_scheme",
        "the Signature-Key scheme is not accepted here",
        Map.of("Accept-Signature-Scheme", accepted));
  }

  static SignatureErrorException algorithm() {
    return new SignatureErrorException(
        UNAUTHORIZED,
        "unsupported_algorithm",
        "the key's alg must be Ed25519 or ES256",
        Map.of("Accept-Signature-Alg", "Ed25519, ES256"));
  }

  /** Whether the signature is invalid. */
  public boolean isSignatureError() {
    return status == UNAUTHORIZED;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the error code. */
  public String error() {
    return error;
  }

  /** Returns the {@code Signature-Error} header value. */
  public String field() {
    return field;
  }

  /** Returns the headers in addition to {@code Signature-Error}. */
  public Map<String, String> headers() {
    return headers;
  }
}
