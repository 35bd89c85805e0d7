/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import org.lumoauth.api.web.ApiException;

/**
 * Translates the validation error 422 of a request body to 400 for receivers of event streams.
 * Invalid content is 400 here, regardless of its position (SSF sections 8.1.1 to 8.1.4, RFC 8936
 * section 2.4.3); the other endpoints of this server return 422.
 */
public final class SsfValidationErrorTranslator {

  private static final int INVALID = 422;

  private SsfValidationErrorTranslator() {}

  /** A read operation on a request body, which may fail. */
  @FunctionalInterface
  public interface BodyReadOperation<T, E extends Exception> {
    T read() throws E;
  }

  /**
   * Runs a read operation.
   *
   * @throws ApiException 400 {@code invalid_request} if the operation fails with 422
   */
  public static <T, E extends Exception> T read(BodyReadOperation<T, E> reader) throws E {
    try {
      return reader.read();
    } catch (ApiException problem) {
      throw problem.status() == INVALID
          ? ApiException.invalidRequest(problem.getMessage())
          : problem;
    }
  }
}
