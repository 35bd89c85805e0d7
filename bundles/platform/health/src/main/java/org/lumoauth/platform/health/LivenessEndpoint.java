/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.web.EndpointServicePropertyNames;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Component;

/** Reports that the process responds. Runs no checks, so a slow database never causes a restart. */
@ApiResponse(status = 200)
@Component(
    property = {
      EndpointServicePropertyNames.ROUTES + "=GET /system/health/live",
      HttpHandler.SUMMARY + "=Check whether the process responds",
      EndpointServicePropertyNames.GUARD + "=open"
    })
public final class LivenessEndpoint implements HttpHandler {
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.writeJson(200, Map.of("status", "live"));
  }
}
