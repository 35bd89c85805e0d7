/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * Parses the addresses of a provider. The outbound HTTP client decides whether the server may call
 * an address, when it is saved and at each request; this class refuses values that cannot be an
 * endpoint.
 */
record ProviderEndpointParser(JsonObjectMemberReader members) {

  static final int MAX_LENGTH = 500;

  URI required(String name) {
    return find(name).orElseThrow(() -> ApiException.invalid(name, name + " is required."));
  }

  Optional<URI> find(String name) {
    return members.text(name, MAX_LENGTH).map(text -> parsed(name, text));
  }

  /** Returns an address for browsers: it requires TLS, except on a loopback address. */
  Optional<URI> forBrowsers(String name) {
    Optional<URI> uri = find(name);
    uri.filter(
            found ->
                !found.getScheme().equals("https")
                    && !WebUrlParser.isLoopback(found.getHost().toLowerCase(Locale.ROOT)))
        .ifPresent(
            found -> {
              throw ApiException.invalid(name, name + " must be an https URL.");
            });
    return uri;
  }

  private static URI parsed(String name, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && Set.of("https", "http").contains(String.valueOf(uri.getScheme()))
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null) { // RFC 6749 section 3.1
        return uri;
      }
    } catch (URISyntaxException e) {
      throw invalid(name);
    }
    throw invalid(name);
  }

  private static ApiException invalid(String name) {
    return ApiException.invalid(
        name, "`" + name + "` must be an https URL without user information and fragment.");
  }
}
