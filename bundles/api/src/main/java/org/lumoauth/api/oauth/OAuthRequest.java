package org.lumoauth.api.oauth;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request at an OAuth endpoint.
 *
 * @param method in upper case
 * @param url the endpoint's URL on the configured base URL, without query
 * @param headers values by name in lower case
 * @param parameters form parameters; a parameter without a value counts as absent (RFC 6749 section
 *     3.1)
 * @param certificate the peer's certificate, where TLS or a trusted proxy gave one (RFC 8705)
 * @param remoteAddress the peer's address
 */
public record OAuthRequest(
    String method,
    String url,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    Optional<X509Certificate> certificate,
    String remoteAddress) {

  /** The first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }

  /**
   * The value of a parameter that must not be repeated (RFC 6749 section 3.1).
   *
   * @throws OAuthException {@code invalid_request} if it is repeated
   */
  public Optional<String> parameter(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw OAuthException.invalidRequest("The parameter " + name + " is repeated.");
    }
    return values.stream().findFirst();
  }

  /** The value of a parameter that must be there once. */
  public String requiredParameter(String name) {
    return parameter(name)
        .orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is missing."));
  }
}
