package org.lumoauth.platform.web.describe;

import java.io.IOException;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Describes the running server's API to tools. */
@AnswersWith(status = 200)
@Component(
    property = {WebProperties.ROUTES + "=GET /api/v1/openapi.json", WebProperties.GUARD + "=open"})
public final class OpenApiEndpoint implements HotEndpoint {
  private final RouteTable table;
  private final String version;

  @Activate
  public OpenApiEndpoint(BundleContext context, @Reference RouteTable table) {
    this.table = table;
    this.version = context.getBundle().getVersion().toString();
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.writeJson(200, OpenApiDocument.of(table.rows(), exchange.baseUrl(), version));
  }
}
