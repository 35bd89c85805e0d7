package org.lumoauth.platform.persistence;

import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.ToldFailure;

/** A unique key is taken. */
public final class DuplicateKeyException extends RuntimeException implements ToldFailure {
  public DuplicateKeyException(Throwable cause) {
    super("a unique key is taken", cause);
  }

  /** 409 {@code conflict}: somebody else made it at the same time, or it would have been found. */
  @Override
  public Problem problem() {
    return new Problem(409, "conflict", "It was changed meanwhile; read it again.");
  }
}
