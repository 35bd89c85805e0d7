/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.lumoauth.platform.web.path.RequestRoutingPath;

/**
 * A request as JAX-RS sees it: below the API base and with the configured base URL, independent of
 * the Host header.
 */
final class JaxRsServletRequest extends HttpServletRequestWrapper {
  private final RequestRoutingPath address;
  private final String baseUrl;

  JaxRsServletRequest(HttpServletRequest request, RequestRoutingPath address, String baseUrl) {
    super(request);
    this.address = address;
    this.baseUrl = baseUrl;
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return address.base();
  }

  @Override
  public String getPathInfo() {
    return address.rest();
  }

  @Override
  public String getRequestURI() {
    return address.base() + address.rest();
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(baseUrl).append(address.base()).append(address.rest());
  }
}
