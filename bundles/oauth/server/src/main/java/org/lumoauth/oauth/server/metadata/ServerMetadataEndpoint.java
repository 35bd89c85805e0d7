/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.metadata;

import java.io.IOException;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.oauth.server.endpoint.GrantHandlerDispatcher;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the metadata, also at the well-known URL of OpenID Connect, because many OAuth clients use
 * only that one. OpenID Connect members are present only if a module contributes them. An
 * incomplete document must not be cached, which occurs while a module is unavailable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3">RFC 8414 section 3</a>
 */
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-metadata",
      "lumoauth.web.routes=GET ~/.well-known/oauth-authorization-server",
      "lumoauth.web.routes=GET ~/.well-known/openid-configuration",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/oauth-authorization-server: Get the authorization server metadata (RFC 8414)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/openid-configuration: Get the OpenID Provider metadata (OpenID Connect Discovery)",
      "lumoauth.web.guard=open"
    })
public final class ServerMetadataEndpoint implements HttpHandler {

  private final ServerMetadataAssembler metadata;

  @Activate
  public ServerMetadataEndpoint(
      @Reference GrantHandlerDispatcher grants,
      @Reference ClientAuthenticationService clients,
      @Reference ProviderRegistry registry) {
    this.metadata = new ServerMetadataAssembler(grants, clients, registry);
  }

  @Deactivate
  void close() {
    metadata.close();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var response = exchange.response();
    response.setHeader("Access-Control-Allow-Origin", "*");
    var document = metadata.of(exchange.tenant());
    response.setHeader("Cache-Control", document.whole() ? "public, max-age=3600" : "no-store");
    exchange.writeJson(200, document.members());
  }
}
