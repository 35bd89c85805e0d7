package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.request.UserCodes;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/ciba-code}: where people choose the code that clients need to ask them. */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-code",
      "lumoauth.web.routes=GET ^/ciba-code",
      "lumoauth.web.routes=POST ^/ciba-code",
      "lumoauth.web.guard=open"
    })
public final class CibaCodeEndpoint implements HotEndpoint {

  private final PageReaders readers;
  private final UserCodes codes;
  private final SettingsStore settings;
  private final CibaPages pages;
  private final CibaAudit audit;

  @Activate
  public CibaCodeEndpoint(
      @Reference PageReaders readers,
      @Reference UserCodes codes,
      @Reference SettingsStore settings,
      @Reference CibaPages pages,
      @Reference CibaAudit audit) {
    this.readers = readers;
    this.codes = codes;
    this.settings = settings;
    this.pages = pages;
    this.audit = audit;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    if (!CibaSettings.read(settings, tenant).userCode()) {
      pages.over(exchange);
      return;
    }
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.enter(exchange, CibaAddress.ofCode(tenant));
    if (session.isEmpty()) {
      return;
    }
    if (post) {
      change(exchange, session.get(), form);
    } else {
      boolean done = exchange.request().getParameter("done") != null;
      boolean has = codes.has(tenant, session.get().subject().id());
      pages.code(exchange, 200, session.get(), has, Optional.empty(), done);
    }
  }

  private void change(Exchange exchange, Session session, Map<String, List<String>> form)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String user = session.subject().id();
    if (!readers.holds(exchange, session, CibaPages.CODE, form)) {
      pages.refused(exchange, CibaAddress.ofCode(tenant));
      return;
    }
    boolean remove = form.containsKey("remove");
    String code = FormField.sole(form, "user_code");
    if (!remove && !sound(code)) {
      pages.code(exchange, 422, session, codes.has(tenant, user), Optional.of("unfit"), false);
      return;
    }
    audit.codeChanged(tenant, session.subject(), remove, exchange.requestInfo());
    if (remove) {
      codes.clear(tenant, user);
    } else {
      codes.set(tenant, user, code);
    }
    exchange.redirect(CibaAddress.ofCode(tenant) + "?done=1");
  }

  private static boolean sound(String code) {
    return code.length() >= UserCodes.MIN_LENGTH
        && code.length() <= UserCodes.MAX_LENGTH
        && code.chars().noneMatch(Character::isISOControl)
        && code.chars().distinct().count() > 1;
  }
}
