package org.lumoauth.oauth.clientauth.tls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the endpoints are for clients with certificates.
 *
 * @param base scheme and authority; empty for where they are for everybody
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</a>
 */
record MtlsEndpointAliases(String base) {

  /** Those to which clients authenticate themselves, or come with a token that may be bound. */
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
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is no https address without path
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

  /** The endpoints that the metadata has, each at the other address; empty without one. */
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
        "certificateBaseUrl is an https address without a path, not " + text);
  }
}
