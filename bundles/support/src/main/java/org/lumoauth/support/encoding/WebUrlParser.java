/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;

/**
 * Parses URLs to which browsers are redirected and from which documents are fetched: {@code https},
 * or {@code http} on loopback, for development. {@link OutboundHttpClient} decides for each request
 * whether this server may connect to them.
 */
public final class WebUrlParser {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebUrlParser() {}

  /**
   * Returns the URL if valid: absolute, with a host, without user information (which disguises the
   * host) and without a fragment.
   *
   * @param text the text as sent
   */
  public static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      return Optional.of(uri)
          .filter(any -> https || local)
          .filter(any -> any.getHost() != null)
          .filter(any -> any.getRawUserInfo() == null && any.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns the URL if it is a valid issuer: without a query (RFC 8414 section 2). */
  public static Optional<URI> parseIssuer(String text) {
    return parse(text).filter(uri -> uri.getRawQuery() == null);
  }

  /**
   * Returns the URL as sent, because it is compared byte for byte.
   *
   * @param member the name of the member, for the error
   * @throws ApiException 422 {@code validation_error} if it is invalid
   */
  public static String require(String member, String text) {
    return parse(text).map(uri -> text).orElseThrow(() -> refused(member));
  }

  /**
   * Returns the URL of an issuer as sent.
   *
   * @throws ApiException 422 {@code validation_error} if it is invalid
   */
  public static String requireIssuer(String member, String text) {
    return parseIssuer(text).map(uri -> text).orElseThrow(() -> refused(member));
  }

  /**
   * Returns whether a host is the local machine (RFC 8252 section 7.3).
   *
   * @param host the host as returned by {@link URI#getHost()}; null is not loopback
   */
  public static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.contains(host);
  }

  private static ApiException refused(String member) {
    return ApiException.invalid(member, member + " must be an https URL.");
  }
}
