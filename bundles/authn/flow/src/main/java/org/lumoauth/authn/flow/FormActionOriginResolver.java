/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.client.Client;

/**
 * Computes the origins to which a sign-in may finally redirect, because browsers apply a page's
 * {@code form-action} to redirects after its forms too.
 */
final class FormActionOriginResolver {
  private FormActionOriginResolver() {}

  /** Returns the origins, or schemes, of the client's registered redirect URIs. */
  static Set<String> of(Optional<Client> client) {
    return client.stream()
        .flatMap(found -> found.redirectUris().stream())
        .flatMap(uri -> target(uri).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> target(String redirectUri) {
    URI uri;
    try {
      uri = URI.create(redirectUri);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (uri.getScheme() == null) {
      return Optional.empty();
    }
    if (uri.getHost() == null) {
      return Optional.of(uri.getScheme() + ":");
    }
    // RFC 8252 section 7.3: a native application may use any port of the loopback address.
    boolean loopback = uri.getHost().equals("127.0.0.1") || uri.getHost().equals("[::1]");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return Optional.of(uri.getScheme() + "://" + uri.getHost() + (loopback ? ":*" : port));
  }
}
