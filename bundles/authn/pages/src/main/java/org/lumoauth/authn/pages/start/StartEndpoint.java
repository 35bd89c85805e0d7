package org.lumoauth.authn.pages.start;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.authn.pages.render.NobodysPages;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /}: the product, its version, whether the server is ready, and where to go on. Responds
 * with 503 while the server is not ready, as {@code /system/health/ready} does. It names no tenant
 * and no reason: reasons are for the operator's network.
 */
@AnswersWith(status = 200, value = StartBody.class)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-start",
      "lumoauth.web.routes=GET /",
      "lumoauth.web.guard=open",
      "lumoauth.web.summary=Product, version and readiness of the server"
    })
public final class StartEndpoint implements HotEndpoint {
  static final String API = "/api/v1/openapi.json";
  static final String HEALTH = "/system/health/ready";

  private final NobodysPages pages;
  private final ServerFacts facts;

  @Activate
  public StartEndpoint(@Reference NobodysPages pages, @Reference ServerFacts facts) {
    this.pages = pages;
    this.facts = facts;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Optional<Boolean> ready = facts.ready();
    int status = ready.orElse(true) ? 200 : 503;
    if (status == 503) {
      exchange.response().setHeader("Retry-After", "1");
    }
    exchange.response().addHeader("Vary", "Accept");
    Map<String, String> links = new LinkedHashMap<>();
    links.put("api", exchange.baseUrl() + API);
    links.put("health", exchange.baseUrl() + HEALTH);
    if (!PagePreference.wantsPage(exchange.view())) {
      var start =
          new StartBody(
              ServerFacts.PRODUCT, Optional.empty(), Optional.of(facts.version()), ready, links);
      exchange.writeJson(status, start);
      return;
    }
    Map<String, Object> model = new LinkedHashMap<>();
    links.forEach((name, url) -> model.put(name, PageReaders.path(url)));
    model.put("version", facts.version());
    ready.ifPresent(each -> model.put("ready", each));
    var page = PageRequest.of("start", model, pages.locales(exchange.view()));
    exchange.writePage(status, pages.render(page));
  }
}
