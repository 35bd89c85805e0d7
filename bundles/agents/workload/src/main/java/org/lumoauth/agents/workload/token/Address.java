package org.lumoauth.agents.workload.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.Problem;

/** Addresses of issuers and of their keys: https; http on a loopback address for development. */
final class Address {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Address() {}

  /**
   * Checks an address and returns it as it is: it is compared byte for byte.
   *
   * @param mayHaveQuery an issuer has none (OpenID Connect Discovery section 4)
   * @throws Problem 422 {@code validation_error}
   */
  static String check(String name, String text, boolean mayHaveQuery) {
    return of(text)
        .filter(uri -> mayHaveQuery || uri.getRawQuery() == null)
        .map(uri -> text)
        .orElseThrow(() -> Problem.invalid(name, name + " is an https URL."));
  }

  /** The address, if it is one that may be asked. */
  static Optional<URI> of(String text) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      return Optional.of(uri)
          .filter(any -> https || local)
          .filter(any -> any.getHost() != null)
          .filter(any -> any.getRawUserInfo() == null && any.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
