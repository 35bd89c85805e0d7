package org.lumoauth.platform.web.describe;

import java.io.IOException;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the operator the route table. */
@AnswersWith(status = 200)
@Component(
    property = {
      WebProperties.ROUTES + "=GET /api/v1/platform/routes",
      WebProperties.GUARD + "=operator"
    })
public final class RoutesEndpoint implements HotEndpoint {
  private final RouteTable table;

  @Activate
  public RoutesEndpoint(@Reference RouteTable table) {
    this.table = table;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.writeJson(200, DataBody.of(table.now().rows()));
  }
}
