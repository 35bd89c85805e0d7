package org.lumoauth.agents.aauthperson.signature;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request whose signature does not hold: told in {@code Signature-Error}. Or one whose signer is
 * nobody who is taken here, whoever it is: told without that field.
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
   * @param error the code, as {@code invalid_signature}
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
   * The signer is nobody who is taken here: no key of its is fetched to see that it signed.
   *
   * @param error the code, as {@code unsupported_iss}
   */
  public static SignatureErrorException untrustedSigner(String error) {
    return new SignatureErrorException(
        FORBIDDEN, error, "the signer is not one that is taken here", Map.of());
  }

  /**
   * Less is signed than has to be.
   *
   * @param required all that has to be
   */
  static SignatureErrorException coverage(String message, List<String> required) {
    String all = required.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
    return new SignatureErrorException(
        UNAUTHORIZED, "invalid_input", message, ", required_input=(" + all + ")", Map.of());
  }

  /** Another scheme is needed. */
  public static SignatureErrorException scheme(String accepted) {
    return new SignatureErrorException(
        UNAUTHORIZED,
        "unsupported_scheme",
        "another scheme is needed",
        Map.of("Accept-Signature-Scheme", accepted));
  }

  static SignatureErrorException algorithm() {
    return new SignatureErrorException(
        UNAUTHORIZED,
        "unsupported_algorithm",
        "the key's alg must be Ed25519 or ES256",
        Map.of("Accept-Signature-Alg", "Ed25519, ES256"));
  }

  /** Whether it is the signature that does not hold. */
  public boolean isSignatureError() {
    return status == UNAUTHORIZED;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The code. */
  public String error() {
    return error;
  }

  /** The value of {@code Signature-Error}. */
  public String field() {
    return field;
  }

  /** Headers beside {@code Signature-Error}. */
  public Map<String, String> headers() {
    return headers;
  }
}
