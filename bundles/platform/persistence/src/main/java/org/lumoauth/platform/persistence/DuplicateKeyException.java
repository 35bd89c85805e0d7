/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.ClientFacingException;

/** A unique key is already in use. */
public final class DuplicateKeyException extends RuntimeException implements ClientFacingException {
  public DuplicateKeyException(Throwable cause) {
    super("the unique key is already in use", cause);
  }

  /**
   * Returns 409 {@code conflict}: a concurrent request created the row, otherwise a check would
   * have found it.
   */
  @Override
  public ApiException toApiException() {
    return new ApiException(
        409, "conflict", "The resource was changed by another request. Read it again, then retry.");
  }
}
