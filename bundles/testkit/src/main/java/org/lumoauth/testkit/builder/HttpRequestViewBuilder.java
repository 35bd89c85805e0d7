/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;

/** Builds a {@link HttpRequestView}. */
public record HttpRequestViewBuilder(
    String method,
    String url,
    Map<String, List<String>> headers,
    String remoteAddress,
    Optional<X509Certificate> certificate,
    byte[] body) {

  static HttpRequestViewBuilder get() {
    return new HttpRequestViewBuilder(
        "GET",
        "https://id.example.com/t/acme/api/v1/me",
        Map.of(),
        "192.0.2.7",
        Optional.empty(),
        new byte[0]);
  }

  public HttpRequestViewBuilder withMethod(String newMethod) {
    return new HttpRequestViewBuilder(newMethod, url, headers, remoteAddress, certificate, body);
  }

  public HttpRequestViewBuilder to(String newUrl) {
    return new HttpRequestViewBuilder(method, newUrl, headers, remoteAddress, certificate, body);
  }

  public HttpRequestViewBuilder from(String address) {
    return new HttpRequestViewBuilder(method, url, headers, address, certificate, body);
  }

  /** Adds a header. */
  public HttpRequestViewBuilder withHeader(String name, String value) {
    var copy = new HashMap<>(headers);
    var values = new ArrayList<>(headers.getOrDefault(key(name), List.of()));
    values.add(value);
    copy.put(key(name), List.copyOf(values));
    return new HttpRequestViewBuilder(
        method, url, Map.copyOf(copy), remoteAddress, certificate, body);
  }

  /** Adds a cookie. */
  public HttpRequestViewBuilder withCookie(String name, String value) {
    return withHeader("cookie", name + "=" + value);
  }

  /** Returns a builder with this body. */
  public HttpRequestViewBuilder withBody(byte[] bytes) {
    return new HttpRequestViewBuilder(
        method, url, headers, remoteAddress, certificate, bytes.clone());
  }

  /** Returns a builder with this client certificate. */
  public HttpRequestViewBuilder withCertificate(X509Certificate peer) {
    return new HttpRequestViewBuilder(method, url, headers, remoteAddress, Optional.of(peer), body);
  }

  public HttpRequestView build() {
    return new FixedRequestView(this);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private record FixedRequestView(HttpRequestViewBuilder of) implements HttpRequestView {

    @Override
    public String method() {
      return of.method();
    }

    @Override
    public String url() {
      return of.url().split("\\?", 2)[0];
    }

    @Override
    public Optional<String> query() {
      return Optional.of(of.url().split("\\?", 2)).filter(p -> p.length == 2).map(p -> p[1]);
    }

    @Override
    public byte[] body() {
      return of.body().clone();
    }

    @Override
    public Optional<String> header(String name) {
      return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(String name) {
      return of.headers().getOrDefault(key(name), List.of());
    }

    @Override
    public Optional<String> cookie(String name) {
      return headers("cookie").stream()
          .flatMap(line -> Arrays.stream(line.split("; ")))
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> pair.substring(name.length() + 1))
          .findFirst();
    }

    @Override
    public String remoteAddress() {
      return of.remoteAddress();
    }

    @Override
    public Optional<X509Certificate> certificate() {
      return of.certificate();
    }
  }
}
