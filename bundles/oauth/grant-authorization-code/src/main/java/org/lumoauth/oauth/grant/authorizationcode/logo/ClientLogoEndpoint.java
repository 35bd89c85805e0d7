/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.logo;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves a client's logo as an image of this server, with headers that prevent any other use. */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {
      @SchemaProperty(value = "client_id", required = true),
      @SchemaProperty(value = "v", description = "The hash of the logo")
    })
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-logo",
      "lumoauth.web.routes=GET ~/oauth/authorize/logo",
      HttpHandler.SUMMARY + "=Get the logo of a client",
      "lumoauth.web.guard=open"
    })
public final class ClientLogoEndpoint implements HttpHandler {
  private final ClientDirectory clients;
  private final ClientLogoService logos;

  @Activate
  public ClientLogoEndpoint(
      @Reference ClientDirectory clients, @Reference ClientLogoService logos) {
    this.clients = clients;
    this.logos = logos;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    RasterImage picture =
        Optional.ofNullable(exchange.request().getParameter("client_id"))
            .flatMap(id -> clients.find(exchange.tenant(), id))
            .filter(Client::enabled)
            .flatMap(client -> logos.find(exchange.tenant(), client))
            .orElseThrow(() -> ApiException.notFound("The logo does not exist."));
    boolean asNamed = picture.hash().equals(exchange.request().getParameter("v"));
    var response = exchange.response();
    response.setStatus(200);
    response.setContentType(picture.type());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", asNamed ? "private, max-age=86400" : "no-store");
    response.setContentLength(picture.bytes().length);
    response.getOutputStream().write(picture.bytes());
  }
}
