package org.lumoauth.oauth.dpop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.oauth.OAuthError;

/** A proof that does not hold; the message is for the client's developer. */
final class RefusedProof extends Exception {

  /** The parameter of a challenge that says by what a proof may be signed. */
  static final String ALGORITHMS = "algs=\"" + String.join(" ", DpopProofs.ALGORITHMS) + "\"";

  private static final String NONCE_NEEDED = "use_dpop_nonce";

  private final String code;

  RefusedProof(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static RefusedProof invalid(String message) {
    return new RefusedProof("invalid_dpop_proof", message);
  }

  /** RFC 9449 section 8: the client is to try again with the nonce that it is given. */
  static RefusedProof nonce() {
    return new RefusedProof(NONCE_NEEDED, "The DPoP proof needs a nonce of this server.");
  }

  /** Whether another proof of the same client holds, if only it has the nonce. */
  boolean wantsNonce() {
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
  OAuthError atResource(String nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "WWW-Authenticate", "DPoP realm=\"lumoauth\", error=\"" + code + "\", " + ALGORITHMS);
    headers.put(DpopBinding.NONCE_HEADER, nonce);
    return new OAuthError(401, code, getMessage(), headers);
  }
}
