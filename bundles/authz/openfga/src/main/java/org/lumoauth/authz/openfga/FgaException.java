/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

/** An error in OpenFGA's format, {@code {code, message}}. */
public final class FgaException extends WebApplicationException {
  private static final long serialVersionUID = 1L;

  /** The body of an error response. */
  public record FgaErrorBody(String code, String message) {}

  private final String code;

  /**
   * Creates an error.
   *
   * @param status the HTTP status
   * @param code one of OpenFGA's error codes
   * @param message a sentence for the caller
   */
  public FgaException(int status, String code, String message) {
    super(
        message,
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new FgaErrorBody(code, message))
            .build());
    this.code = code;
  }

  /** Creates a 400 {@code validation_error}. */
  public static FgaException invalid(String message) {
    return new FgaException(400, "validation_error", message);
  }

  /** Returns the HTTP status. */
  public int status() {
    return getResponse().getStatus();
  }

  /** Returns the OpenFGA error code. */
  public String code() {
    return code;
  }

  /** Returns the response body. */
  public FgaErrorBody body() {
    return new FgaErrorBody(code, getMessage());
  }
}
