package org.lumoauth.api.key;

/** A JWE that no key of the tenant opens, or that is not one that is taken. */
public final class DecryptionException extends Exception {
  public DecryptionException(String message) {
    super(message, null, false, false);
  }
}
