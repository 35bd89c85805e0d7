package org.lumoauth.authz.authzen;

import org.lumoauth.platform.web.HttpExchange;

/**
 * Section 10.1.10: a request's {@code X-Request-ID} comes back as it was sent. It is any text for
 * the specification; for a header of ours it is printable ASCII of bounded length.
 */
final class RequestIdHeader {

  private static final String NAME = "X-Request-ID";
  private static final int MAX = 256;

  private RequestIdHeader() {}

  static void echo(HttpExchange exchange) {
    var sent = exchange.request().getHeader(NAME);
    if (sent != null
        && !sent.isBlank()
        && sent.length() <= MAX
        && sent.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      exchange.response().setHeader(NAME, sent);
    }
  }
}
