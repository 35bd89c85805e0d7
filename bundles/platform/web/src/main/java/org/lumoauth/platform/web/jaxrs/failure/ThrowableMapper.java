/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs.failure;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** Maps every exception to an error response. */
public final class ThrowableMapper implements ExceptionMapper<Throwable> {
  private final FailureResponseFactory answers;

  @Context private HttpServletRequest request;

  public ThrowableMapper(FailureResponseFactory answers) {
    this.answers = answers;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    return answers.of(request, thrown);
  }
}
