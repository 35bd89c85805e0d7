/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Serves the frame in which a client monitors the session, and its script. It is the only page that
 * other sites may frame, because it only compares values.
 *
 * @see <a href="https://openid.net/specs/openid-connect-session-1_0.html#OPiframe">OpenID Connect
 *     Session Management section 3.2</a>
 */
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-check-session",
      "lumoauth.web.routes=GET ~/oauth/check_session",
      "lumoauth.web.routes=GET ~/oauth/check_session/script.js",
      HttpHandler.SUMMARY
          + "=GET ~/oauth/check_session: Get the frame that monitors the session (Session Management)",
      HttpHandler.SUMMARY
          + "=GET ~/oauth/check_session/script.js: Get the script of the session frame",
      "lumoauth.web.guard=open"
    })
public final class CheckSessionEndpoint implements HttpHandler {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors *";

  private final byte[] script;

  @Activate
  public CheckSessionEndpoint() throws IOException {
    try (InputStream in =
        CheckSessionEndpoint.class.getResourceAsStream("/assets/check-session.js")) {
      this.script = in.readAllBytes();
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var response = exchange.response();
    if (exchange.path().endsWith(".js")) {
      response.setStatus(200);
      response.setContentType("text/javascript; charset=utf-8");
      response.setHeader("Cache-Control", "public, max-age=3600");
      response.getOutputStream().write(script);
      return;
    }
    response.setHeader(
        "X-Frame-Options",
        null); // X-Frame-Options supports only one origin; frame-ancestors replaces it.
    String html =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Session</title>"
            + "<script src=\""
            + exchange.tenant().issuer()
            + "/oauth/check_session/script.js\"></script></head><body></body></html>";
    exchange.writePage(200, new HtmlPage(html, Locale.ENGLISH, POLICY));
  }
}
