package org.lumoauth.platform.keys.master;

/** The master key can't be used. The message tells the operator what is wrong and what to do. */
public final class MasterKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MasterKeyException(String message) {
    super(message);
  }

  public MasterKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
