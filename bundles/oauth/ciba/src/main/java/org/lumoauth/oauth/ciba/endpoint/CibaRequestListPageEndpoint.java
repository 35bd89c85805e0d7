/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/ciba}: the user's pending requests. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-list",
      "lumoauth.web.routes=GET ^/ciba",
      HttpHandler.SUMMARY + "=Show the pending CIBA requests of the user",
      "lumoauth.web.guard=open"
    })
public final class CibaRequestListPageEndpoint implements HttpHandler {

  private final PageSessionGuard readers;
  private final AnswerableRequestFinder answerable;
  private final SettingsStore settings;
  private final CibaPageRenderer pages;

  @Activate
  public CibaRequestListPageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference AnswerableRequestFinder answerable,
      @Reference SettingsStore settings,
      @Reference CibaPageRenderer pages) {
    this.readers = readers;
    this.answerable = answerable;
    this.settings = settings;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Session> session = readers.requireSession(exchange, CibaPageUrls.of(tenant));
    if (session.isPresent()) {
      boolean codes = CibaSettings.read(settings, tenant).userCode();
      pages.renderList(
          exchange,
          session.get(),
          answerable.list(tenant, session.get()),
          codes ? Optional.of(CibaPageUrls.ofCode(tenant)) : Optional.empty());
    }
  }
}
