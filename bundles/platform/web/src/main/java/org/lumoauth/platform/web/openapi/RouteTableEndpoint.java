/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.io.IOException;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the route table to the operator. */
@ApiResponse(status = 200)
@Component(
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /api/v1/platform/routes",
      HttpHandler.SUMMARY + "=List the routes of the server",
      EndpointServicePropertyNames.GUARD + "=operator"
    })
public final class RouteTableEndpoint implements HttpHandler {
  private final RouteTable table;

  @Activate
  public RouteTableEndpoint(@Reference RouteTable table) {
    this.table = table;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.writeJson(200, DataResponseBody.of(table.takeSnapshot().rows()));
  }
}
