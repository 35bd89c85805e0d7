package org.lumoauth.platform.health;

import java.io.IOException;
import java.util.List;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether the server takes work, and which checks fail if it does not: by name alone. */
@AnswersWith(status = 200)
@Component(
    property = {WebProperties.ROUTES + "=GET /system/health/ready", WebProperties.GUARD + "=open"})
public final class ReadyEndpoint implements HotEndpoint {
  private final Readiness readiness;

  @Activate
  public ReadyEndpoint(@Reference Readiness readiness) {
    this.readiness = readiness;
  }

  record Body(String status, List<String> failing) {}

  @Override
  public void handle(Exchange exchange) throws IOException {
    List<String> failing = readiness.failing();
    if (failing.isEmpty()) {
      exchange.writeJson(200, new Body("ready", failing));
    } else {
      exchange.response().setHeader("Retry-After", "1");
      exchange.writeJson(503, new Body("unready", failing));
    }
  }
}
