/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import org.lumoauth.platform.web.HttpExchange;

/**
 * Returns the {@code X-Request-ID} of a request in the response (section 10.1.10). The
 * specification allows any text; this server limits it to printable ASCII of bounded length.
 */
public final class RequestIdHeaderWriter {

  private static final String NAME = "X-Request-ID";
  private static final int MAX = 256;

  private RequestIdHeaderWriter() {}

  public static void echo(HttpExchange exchange) {
    var sent = exchange.request().getHeader(NAME);
    if (sent != null
        && !sent.isBlank()
        && sent.length() <= MAX
        && sent.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      exchange.response().setHeader(NAME, sent);
    }
  }
}
