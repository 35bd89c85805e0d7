/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthException;

/** Thrown when a DPoP proof is invalid. The message is for the client's developer. */
final class InvalidDpopProofException extends Exception {

  /** The challenge parameter that lists the supported proof signature algorithms. */
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

  /** Returns the error that requests a retry with the supplied nonce (RFC 9449 section 8). */
  static InvalidDpopProofException nonce() {
    return new InvalidDpopProofException(
        NONCE_NEEDED,
        "The DPoP proof must contain the nonce in the DPoP-Nonce header of this "
            + "response. Send a new proof.");
  }

  /** Returns whether only the nonce is missing. */
  boolean isNonceRequired() {
    return code.equals(NONCE_NEEDED);
  }

  String code() {
    return code;
  }

  /**
   * Converts the error to the response of a resource with a nonce for the retry (RFC 9449 sections
   * 7.1 and 9).
   *
   * @param nonce the current nonce
   */
  OAuthException toResourceError(String nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "WWW-Authenticate", "DPoP realm=\"lumoauth\", error=\"" + code + "\", " + ALGORITHMS);
    headers.put(DpopTokenBindingMethod.NONCE_HEADER, nonce);
    return new OAuthException(401, code, getMessage(), headers);
  }
}
