/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs.failure;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** Maps rejections by JAX-RS to error responses, with precedence over CXF's own mapper. */
public final class WebApplicationExceptionMapper
    implements ExceptionMapper<WebApplicationException> {
  private final FailureResponseFactory answers;

  @Context private HttpServletRequest request;

  public WebApplicationExceptionMapper(FailureResponseFactory answers) {
    this.answers = answers;
  }

  @Override
  public Response toResponse(WebApplicationException thrown) {
    return answers.of(request, thrown);
  }
}
