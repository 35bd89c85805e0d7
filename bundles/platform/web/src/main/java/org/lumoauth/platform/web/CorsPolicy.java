package org.lumoauth.platform.web;

import javax.servlet.http.HttpServletResponse;

/**
 * Lets pages of every origin read what an endpoint answers, for clients that live in a browser.
 * Only for endpoints that look at no cookie: nothing that the browser adds by itself counts there.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, section 3.2</a>
 */
public final class CorsPolicy {

  private CorsPolicy() {}

  /**
   * Sets the headers, and answers the question that a browser asks before the request. Called
   * first, so that refusals can be read too.
   *
   * @param methods what the endpoint takes, as {@code GET, POST}
   * @return whether the request was that question and is answered
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
