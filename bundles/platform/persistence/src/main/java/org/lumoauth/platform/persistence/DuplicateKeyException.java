package org.lumoauth.platform.persistence;

import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;

/** A unique key is taken. */
public final class DuplicateKeyException extends RuntimeException implements ClientFacingException {
  public DuplicateKeyException(Throwable cause) {
    super("a unique key is taken", cause);
  }

  /** 409 {@code conflict}: somebody else made it at the same time, or it would have been found. */
  @Override
  public ApiException toApiException() {
    return new ApiException(409, "conflict", "It was changed meanwhile; read it again.");
  }
}
