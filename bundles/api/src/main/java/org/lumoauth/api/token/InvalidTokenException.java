package org.lumoauth.api.token;

/**
 * A token that does not hold. The message is for the log; callers are only told that it is invalid.
 */
public final class InvalidTokenException extends Exception {
  private final boolean foreign;

  /**
   * @param message what is wrong
   * @param foreign whether the token names another tenant of this server as its issuer
   */
  public InvalidTokenException(String message, boolean foreign) {
    super(message, null, false, false);
    this.foreign = foreign;
  }

  /** Whether the token names another tenant as its issuer. */
  public boolean isForeign() {
    return foreign;
  }
}
