package org.lumoauth.agents.aauth.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.lumoauth.api.web.Problem;

/** Addresses of agents and resources: https; http on a loopback address for development. */
final class Addresses {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  /**
   * Checks an address and returns it as it is: it is compared byte for byte.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static String check(String name, String text, boolean mayHaveQuery) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      if ((https || local)
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && (mayHaveQuery || uri.getRawQuery() == null)) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw Problem.invalid(name, name + " is an https URL.");
    }
    throw Problem.invalid(name, name + " is an https URL.");
  }
}
