package org.lumoauth.testkit.builder;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.RequestView;

/** Builds a {@link RequestView}. */
public record RequestViewBuilder(
    String method,
    String url,
    Map<String, List<String>> headers,
    String remoteAddress,
    Optional<X509Certificate> certificate,
    byte[] body) {

  static RequestViewBuilder get() {
    return new RequestViewBuilder(
        "GET",
        "https://id.example.com/t/acme/api/v1/me",
        Map.of(),
        "192.0.2.7",
        Optional.empty(),
        new byte[0]);
  }

  public RequestViewBuilder withMethod(String newMethod) {
    return new RequestViewBuilder(newMethod, url, headers, remoteAddress, certificate, body);
  }

  public RequestViewBuilder to(String newUrl) {
    return new RequestViewBuilder(method, newUrl, headers, remoteAddress, certificate, body);
  }

  public RequestViewBuilder from(String address) {
    return new RequestViewBuilder(method, url, headers, address, certificate, body);
  }

  /** Adds a header. */
  public RequestViewBuilder withHeader(String name, String value) {
    var copy = new HashMap<>(headers);
    var values = new ArrayList<>(headers.getOrDefault(key(name), List.of()));
    values.add(value);
    copy.put(key(name), List.copyOf(values));
    return new RequestViewBuilder(method, url, Map.copyOf(copy), remoteAddress, certificate, body);
  }

  /** Adds a cookie. */
  public RequestViewBuilder withCookie(String name, String value) {
    return withHeader("cookie", name + "=" + value);
  }

  /** With this body. */
  public RequestViewBuilder withBody(byte[] bytes) {
    return new RequestViewBuilder(method, url, headers, remoteAddress, certificate, bytes.clone());
  }

  /** Over a connection with this certificate. */
  public RequestViewBuilder withCertificate(X509Certificate peer) {
    return new RequestViewBuilder(method, url, headers, remoteAddress, Optional.of(peer), body);
  }

  public RequestView build() {
    return new View(this);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private record View(RequestViewBuilder of) implements RequestView {

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
