package org.lumoauth.api.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * Addresses that browsers are sent to and documents are fetched from: {@code https}, or {@code
 * http} on the machine itself, for development. Whether this server may ask there is another
 * question, which {@link OutboundHttpClient} answers at each request.
 */
public final class WebUrlParser {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebUrlParser() {}

  /**
   * The address, if it is one: absolute, with a host, without a user (which hides whose it is) and
   * without a fragment.
   *
   * @param text as it was sent
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

  /** The address, if it may be an issuer's: it has no query (RFC 8414 section 2). */
  public static Optional<URI> parseIssuer(String text) {
    return parse(text).filter(uri -> uri.getRawQuery() == null);
  }

  /**
   * The address as it was sent: it is compared byte for byte.
   *
   * @param member what it is called, for the answer
   * @throws ApiException 422 {@code validation_error} if it is none
   */
  public static String require(String member, String text) {
    return parse(text).map(uri -> text).orElseThrow(() -> refused(member));
  }

  /**
   * The same for an issuer.
   *
   * @throws ApiException 422 {@code validation_error} if it is none
   */
  public static String requireIssuer(String member, String text) {
    return parseIssuer(text).map(uri -> text).orElseThrow(() -> refused(member));
  }

  /**
   * Whether a host is the machine itself (RFC 8252 section 7.3).
   *
   * @param host as {@link URI#getHost()} has it; null is none
   */
  public static boolean isLoopback(String host) {
    return host != null && LOOPBACK.contains(host);
  }

  private static ApiException refused(String member) {
    return ApiException.invalid(member, member + " is an https URL.");
  }
}
