/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an OAuth endpoint.
 *
 * @param method the method in upper case
 * @param url the endpoint's URL on the configured base URL, without query
 * @param headers values by name in lower case
 * @param parameters form parameters; a parameter without a value counts as absent (RFC 6749 section
 *     3.1)
 * @param certificate the peer's certificate, if TLS or a trusted proxy provided one (RFC 8705)
 * @param remoteAddress the address of the peer
 */
public record OAuthRequest(
    String method,
    String url,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    Optional<X509Certificate> certificate,
    String remoteAddress) {

  /** Returns the first value of a header. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }

  /**
   * Returns the value of a parameter that must not be repeated (RFC 6749 section 3.1).
   *
   * @throws OAuthException {@code invalid_request} if it is repeated
   */
  public Optional<String> parameter(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw OAuthException.invalidRequest("The parameter " + name + " must not be repeated.");
    }
    return values.stream().findFirst();
  }

  /** Returns the value of a required parameter that must not be repeated. */
  public String requiredParameter(String name) {
    return parameter(name)
        .orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is missing."));
  }
}
