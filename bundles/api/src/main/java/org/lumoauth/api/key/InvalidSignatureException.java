package org.lumoauth.api.key;

/** A JWS that no key of the tenant signed, or that is no JWS. */
public final class InvalidSignatureException extends Exception {
  public InvalidSignatureException(String message) {
    super(message, null, false, false);
  }
}
