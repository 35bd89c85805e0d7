package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/ciba}: what waits for the reader's answer. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-list",
      "lumoauth.web.routes=GET ^/ciba",
      "lumoauth.web.guard=open"
    })
public final class CibaListEndpoint implements HotEndpoint {

  private final PageReaders readers;
  private final Answerable answerable;
  private final SettingsStore settings;
  private final CibaPages pages;

  @Activate
  public CibaListEndpoint(
      @Reference PageReaders readers,
      @Reference Answerable answerable,
      @Reference SettingsStore settings,
      @Reference CibaPages pages) {
    this.readers = readers;
    this.answerable = answerable;
    this.settings = settings;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Session> session = readers.enter(exchange, CibaAddress.of(tenant));
    if (session.isPresent()) {
      boolean codes = CibaSettings.read(settings, tenant).userCode();
      pages.list(
          exchange,
          session.get(),
          answerable.list(tenant, session.get()),
          codes ? Optional.of(CibaAddress.ofCode(tenant)) : Optional.empty());
    }
  }
}
