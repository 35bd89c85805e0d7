/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.authn.pages.render.UnbrandedPageRenderer;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /}: the product, its version, whether the server is ready, and further links. Responds
 * with 503 while the server is not ready, like {@code /system/health/ready}. It contains no tenants
 * and no reasons: reasons are only for the operator's network.
 */
@ApiResponse(status = 200, value = StartPageResponse.class)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-start",
      "lumoauth.web.routes=GET /",
      "lumoauth.web.guard=open",
      HttpHandler.SUMMARY + "=Get the product, version and readiness of the server"
    })
public final class ServerRootPageEndpoint implements HttpHandler {
  static final String API = "/api/v1/openapi.json";
  static final String HEALTH = "/system/health/ready";

  private final UnbrandedPageRenderer pages;
  private final ServerStatusProvider facts;

  @Activate
  public ServerRootPageEndpoint(
      @Reference UnbrandedPageRenderer pages, @Reference ServerStatusProvider facts) {
    this.pages = pages;
    this.facts = facts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Boolean> ready = facts.ready();
    int status = ready.orElse(true) ? 200 : 503;
    if (status == 503) {
      exchange.response().setHeader("Retry-After", "1");
    }
    exchange.response().addHeader("Vary", "Accept");
    Map<String, String> links = new LinkedHashMap<>();
    links.put("api", exchange.baseUrl() + API);
    links.put("health", exchange.baseUrl() + HEALTH);
    if (!HtmlClientDetector.wantsPage(exchange.view())) {
      var start =
          new StartPageResponse(
              ServerStatusProvider.PRODUCT,
              Optional.empty(),
              Optional.of(facts.version()),
              ready,
              links);
      exchange.writeJson(status, start);
      return;
    }
    Map<String, Object> model = new LinkedHashMap<>();
    links.forEach((name, url) -> model.put(name, PageSessionGuard.pathAndQuery(url)));
    model.put("version", facts.version());
    ready.ifPresent(each -> model.put("ready", each));
    var page = HtmlPageRenderRequest.of("start", model, pages.locales(exchange.view()));
    exchange.writePage(status, pages.render(page));
  }
}
