package org.lumoauth.oauth.dpop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;

/** A proof that does not hold; the message is for the client's developer. */
final class InvalidDpopProofException extends Exception {

  /** The parameter of a challenge that says by what a proof may be signed. */
  static final String ALGORITHMS =
      "algs=\"" + String.join(" ", DpopProofValidator.ALGORITHMS) + "\"";

  private static final String NONCE_NEEDED = "use_dpop_nonce";

  private final String code;

  InvalidDpopProofException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static InvalidDpopProofException invalid(String message) {
    return new InvalidDpopProofException("invalid_dpop_proof", message);
  }

  /** RFC 9449 section 8: the client is to try again with the nonce that it is given. */
  static InvalidDpopProofException nonce() {
    return new InvalidDpopProofException(
        NONCE_NEEDED, "The DPoP proof needs a nonce of this server.");
  }

  /** Whether another proof of the same client holds, if only it has the nonce. */
  boolean isNonceRequired() {
    return code.equals(NONCE_NEEDED);
  }

  String code() {
    return code;
  }

  /**
   * The same as a resource says it, with a nonce to go on with (RFC 9449 sections 7.1 and 9).
   *
   * @param nonce the one that counts now
   */
  OAuthException toResourceError(String nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "WWW-Authenticate", "DPoP realm=\"lumoauth\", error=\"" + code + "\", " + ALGORITHMS);
    headers.put(DpopTokenBinding.NONCE_HEADER, nonce);
    return new OAuthException(401, code, getMessage(), headers);
  }
}
