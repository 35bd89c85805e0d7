/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.Cookie;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/** The view of a request that authenticators receive. */
record ServletRequestView(
    LimitedBodyRequest request,
    String url,
    HttpServerSettings.Values settings,
    String remoteAddress)
    implements HttpRequestView {

  @Override
  public Optional<X509Certificate> certificate() {
    return ClientCertificateResolver.of(request, settings);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public Optional<String> query() {
    return Optional.ofNullable(request.getQueryString());
  }

  @Override
  public byte[] body() {
    try {
      return request.wholeBody();
    } catch (IOException e) {
      throw ApiException.invalidRequest("The request body did not arrive.");
    }
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public Optional<String> cookie(String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }
}
