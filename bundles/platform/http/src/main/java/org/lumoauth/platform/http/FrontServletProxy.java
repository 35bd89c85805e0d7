/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletResponse;

/**
 * Forwards every request to the current front servlet; responds with 503 while none is registered.
 */
final class FrontServletProxy extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private transient volatile Servlet current;

  void setServlet(Servlet servlet) {
    current = servlet;
  }

  @Override
  public void service(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    Servlet servlet = current;
    if (servlet == null) {
      HttpServletResponse answer = (HttpServletResponse) response;
      answer.setHeader("X-Request-Id", ErrorResponse.newRequestId());
      ServletErrorHandler.write(answer, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      servlet.service(request, response);
    }
  }
}
