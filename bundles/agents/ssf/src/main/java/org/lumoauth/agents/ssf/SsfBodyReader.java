package org.lumoauth.agents.ssf;

import org.lumoauth.api.web.ApiException;

/**
 * Reads what receivers send. What can't be read is 400 here, wherever it is wrong (SSF sections
 * 8.1.1 to 8.1.4, RFC 8936 section 2.4.3); the other endpoints of this server have 422 for that.
 */
public final class SsfBodyReader {

  private static final int INVALID = 422;

  private SsfBodyReader() {}

  /** Reads something, and may have to ask for it first. */
  @FunctionalInterface
  public interface BodyReadOperation<T, E extends Exception> {
    T read() throws E;
  }

  /**
   * What the reader reads.
   *
   * @throws ApiException 400 {@code invalid_request} where the reader has 422
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
