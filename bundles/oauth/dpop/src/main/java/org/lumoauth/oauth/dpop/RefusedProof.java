package org.lumoauth.oauth.dpop;

/** A proof that does not hold; the message is for the client's developer. */
final class RefusedProof extends Exception {

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
    return new RefusedProof("use_dpop_nonce", "The DPoP proof needs a nonce of this server.");
  }

  String code() {
    return code;
  }
}
