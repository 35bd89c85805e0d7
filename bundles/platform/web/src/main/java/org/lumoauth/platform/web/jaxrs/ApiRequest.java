package org.lumoauth.platform.web.jaxrs;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.lumoauth.platform.web.path.ApiAddress;

/**
 * A request as JAX-RS sees it: below the API base, on the configured base URL whatever the Host
 * header says.
 */
final class ApiRequest extends HttpServletRequestWrapper {
  private final ApiAddress address;
  private final String baseUrl;

  ApiRequest(HttpServletRequest request, ApiAddress address, String baseUrl) {
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
