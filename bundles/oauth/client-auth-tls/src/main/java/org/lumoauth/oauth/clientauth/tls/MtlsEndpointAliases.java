/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the URLs of the endpoints for clients with certificates.
 *
 * @param base the scheme and authority; empty if they are the same as for other clients
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</a>
 */
record MtlsEndpointAliases(String base) {

  /** The endpoints that authenticate clients or accept bound tokens. */
  private static final List<String> ENDPOINTS =
      List.of(
          "token_endpoint",
          "introspection_endpoint",
          "revocation_endpoint",
          "pushed_authorization_request_endpoint",
          "device_authorization_endpoint",
          "backchannel_authentication_endpoint",
          "userinfo_endpoint");

  /**
   * Parses the setting.
   *
   * @throws IllegalArgumentException if it is not an https URL without path
   */
  static MtlsEndpointAliases of(String setting) {
    String text = setting.strip();
    if (text.isEmpty()) {
      return new MtlsEndpointAliases("");
    }
    String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    try {
      URI uri = new URI(base);
      if ("https".equals(uri.getScheme())
          && uri.getHost() != null
          && base.equals("https://" + uri.getAuthority())
          && uri.getUserInfo() == null) {
        return new MtlsEndpointAliases(base);
      }
    } catch (URISyntaxException e) {
      throw unusable(text);
    }
    throw unusable(text);
  }

  /**
   * Returns the endpoint aliases for the endpoints in the metadata; empty if no base is configured.
   */
  Map<String, Object> of(Map<String, Object> metadata) {
    Map<String, Object> aliases = new TreeMap<>();
    if (!base.isEmpty()) {
      for (String name : ENDPOINTS) {
        if (metadata.get(name) instanceof String address) {
          aliases.put(name, base + URI.create(address).getRawPath());
        }
      }
    }
    return aliases;
  }

  private static IllegalArgumentException unusable(String text) {
    return new IllegalArgumentException(
        "certificateBaseUrl must be an https URL without a path, not " + text);
  }
}
