/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.json.JsonCodec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the OpenAPI document of the running server. */
@ApiResponse(status = 200)
@Component(
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /api/v1/openapi.json",
      HttpHandler.SUMMARY + "=Get the OpenAPI document of the server",
      EndpointServicePropertyNames.GUARD + "=open"
    })
public final class OpenApiEndpoint implements HttpHandler {
  private final OpenApiCache description;

  @Activate
  public OpenApiEndpoint(
      BundleContext context, @Reference RouteTable table, @Reference JsonCodec json) {
    this.description = new OpenApiCache(context, table, json);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    SerializedOpenApiDocument document = description.documentFor(exchange.baseUrl());
    HttpServletResponse response = exchange.response();
    response.setHeader("Cache-Control", "no-cache"); // a module may start or stop at any time
    response.setHeader("ETag", document.entityTag());
    if (document.matches(exchange.request().getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      response.setContentType("application/json");
      response.setContentLength(document.bytes().length);
      response.getOutputStream().write(document.bytes());
    }
  }
}
