package org.lumoauth.platform.persistence;

/** A row was changed by somebody else since it was read. */
public final class StaleDataException extends RuntimeException {
  public StaleDataException(Throwable cause) {
    super("the row was changed meanwhile", cause);
  }
}
