/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthRequest;

/** Builds an {@link OAuthRequest}. */
public record OAuthRequestBuilder(
    String method,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    Optional<X509Certificate> certificate,
    String url) {

  static OAuthRequestBuilder tokenRequest() {
    return new OAuthRequestBuilder(
        "POST",
        Map.of(),
        Map.of(),
        Optional.empty(),
        "https://id.example.com/t/acme/api/v1/oauth/token");
  }

  public OAuthRequestBuilder withMethod(String newMethod) {
    return new OAuthRequestBuilder(newMethod, headers, parameters, certificate, url);
  }

  /** Adds a header. */
  public OAuthRequestBuilder withHeader(String name, String value) {
    return new OAuthRequestBuilder(
        method, added(headers, name.toLowerCase(Locale.ROOT), value), parameters, certificate, url);
  }

  /** Adds a parameter; a second value of the same name repeats it. */
  public OAuthRequestBuilder with(String parameter, String value) {
    return new OAuthRequestBuilder(
        method, headers, added(parameters, parameter, value), certificate, url);
  }

  /** Adds HTTP Basic credentials as in RFC 7617; encode the values first as RFC 6749 requires. */
  public OAuthRequestBuilder withBasic(String user, String password) {
    var text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return withHeader("authorization", "Basic " + Base64.getEncoder().encodeToString(text));
  }

  public OAuthRequestBuilder withCertificate(X509Certificate peer) {
    return new OAuthRequestBuilder(method, headers, parameters, Optional.of(peer), url);
  }

  /** Returns a builder for another endpoint. */
  public OAuthRequestBuilder to(String newUrl) {
    return new OAuthRequestBuilder(method, headers, parameters, certificate, newUrl);
  }

  public OAuthRequest build() {
    return new OAuthRequest(method, url, headers, parameters, certificate, "192.0.2.7");
  }

  private static Map<String, List<String>> added(
      Map<String, List<String>> values, String name, String value) {
    var copy = new HashMap<>(values);
    var list = new ArrayList<>(values.getOrDefault(name, List.of()));
    list.add(value);
    copy.put(name, List.copyOf(list));
    return Map.copyOf(copy);
  }
}
