/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import javax.servlet.http.HttpServletResponse;

/**
 * Allows pages of every origin to read the responses of an endpoint (CORS), for clients that run in
 * a browser. Use it only for endpoints that ignore cookies, because the browser then adds no
 * credential on its own.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, section 3.2</a>
 */
public final class AnyOriginCorsPolicy {

  private AnyOriginCorsPolicy() {}

  /**
   * Sets the CORS headers and answers a preflight request. Call it first, so that the page can read
   * error responses too.
   *
   * @param methods the methods that the endpoint accepts, as {@code GET, POST}
   * @return whether the request was a preflight request and has been answered
   */
  public static boolean allow(HttpExchange exchange, String methods) {
    HttpServletResponse response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader(
        "Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce, Retry-After");
    if (!"OPTIONS".equals(exchange.request().getMethod())) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Methods", methods);
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
    response.setHeader("Access-Control-Max-Age", "3600");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    return true;
  }
}
