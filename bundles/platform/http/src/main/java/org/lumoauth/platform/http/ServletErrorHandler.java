/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee8.nested.ErrorHandler;
import org.eclipse.jetty.ee8.nested.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the common error format for requests that the servlet layer rejects. */
final class ServletErrorHandler extends ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ServletErrorHandler.class);

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateAcceptableResponse(
      Request base,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String reason)
      throws IOException {
    String requestId = ErrorResponse.newRequestId();
    LOG.warn(
        "http_refused status={} caller={} request_id={}",
        status,
        request.getRemoteAddr(),
        requestId);
    response.setHeader("X-Request-Id", requestId);
    write(response, status);
    base.setHandled(true);
  }

  static void write(HttpServletResponse response, int status) throws IOException {
    byte[] body = ErrorResponse.of(status).json();
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "1");
    }
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
