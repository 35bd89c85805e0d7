package org.lumoauth.platform.health;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Component;

/** Says that the process answers; asks nobody else, so that a slow database restarts no server. */
@AnswersWith(status = 200)
@Component(
    property = {WebProperties.ROUTES + "=GET /system/health/live", WebProperties.GUARD + "=open"})
public final class LiveEndpoint implements HotEndpoint {
  @Override
  public void handle(Exchange exchange) throws IOException {
    exchange.writeJson(200, Map.of("status", "live"));
  }
}
