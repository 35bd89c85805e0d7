package org.lumoauth.platform.persistence;

/** A unique key is taken. */
public final class DuplicateKeyException extends RuntimeException {
  public DuplicateKeyException(Throwable cause) {
    super("a unique key is taken", cause);
  }
}
