package org.lumoauth.platform.web.door;

import javax.servlet.http.HttpServletResponse;

/** Headers of every answer. */
final class CommonHeaders {
  private CommonHeaders() {}

  static void set(HttpServletResponse response, String requestId, boolean secure) {
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    // RFC 6797 section 7.2: not over plain HTTP.
    if (secure) {
      response.setHeader(
          "Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload");
    }
  }
}
