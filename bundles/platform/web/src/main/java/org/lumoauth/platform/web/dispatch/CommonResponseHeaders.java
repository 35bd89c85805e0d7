/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.dispatch;

import javax.servlet.http.HttpServletResponse;

/** Sets the headers of every response. */
final class CommonResponseHeaders {
  private CommonResponseHeaders() {}

  /**
   * @param transportSecurity the value of Strict-Transport-Security; not sent if empty
   */
  static void set(HttpServletResponse response, String requestId, String transportSecurity) {
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (!transportSecurity.isEmpty()) {
      response.setHeader("Strict-Transport-Security", transportSecurity);
    }
  }
}
