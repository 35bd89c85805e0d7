/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Serves the protected resource metadata of {@code ~/mcp}. The resource has the same base URL as
 * the document (section 3.3). No scopes are listed, because none is required: the scope of the
 * token limits each tool.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</a>
 */
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ask-mcp-metadata",
      "lumoauth.web.guard=open",
      "lumoauth.web.routes=GET " + ProtectedResourceMetadataEndpoint.ROUTE,
      HttpHandler.SUMMARY + "=Get the protected resource metadata of the MCP endpoint (RFC 9728)"
    })
public final class ProtectedResourceMetadataEndpoint implements HttpHandler {

  static final String ROUTE = "~/.well-known/oauth-protected-resource/mcp";

  @Activate
  public ProtectedResourceMetadataEndpoint() {
    // the request contains all data
  }

  /** Returns the resource identifier; a token for this resource alone is accepted only there. */
  static String resource(TenantContext tenant) {
    return tenant.issuer() + "/mcp";
  }

  /** Returns the URL of the metadata document. */
  static String url(TenantContext tenant) {
    return tenant.issuer() + ROUTE.substring(1);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", resource(tenant));
    document.put("resource_name", "LumoAuth Ask");
    document.put("authorization_servers", List.of(tenant.issuer()));
    document.put("bearer_methods_supported", List.of("header"));
    exchange.response().setHeader("Cache-Control", "public, max-age=3600");
    exchange.writeJson(200, document);
  }
}
