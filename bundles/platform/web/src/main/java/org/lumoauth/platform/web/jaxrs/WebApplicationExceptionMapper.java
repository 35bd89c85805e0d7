package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** Answers what JAX-RS refuses, before CXF's own mapper does. */
public final class WebApplicationExceptionMapper
    implements ExceptionMapper<WebApplicationException> {
  private final FailureResponseFactory answers;

  @Context private HttpServletRequest request;

  WebApplicationExceptionMapper(FailureResponseFactory answers) {
    this.answers = answers;
  }

  @Override
  public Response toResponse(WebApplicationException thrown) {
    return answers.of(request, thrown);
  }
}
