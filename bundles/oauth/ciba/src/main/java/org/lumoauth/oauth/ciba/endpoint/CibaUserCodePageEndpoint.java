/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.oauth.ciba.request.CibaUserCodeService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/ciba-code}: the page on which users set the code that clients must send. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-code",
      "lumoauth.web.routes=GET ^/ciba-code",
      "lumoauth.web.routes=POST ^/ciba-code",
      HttpHandler.SUMMARY + "=GET: Show the page for the CIBA user code",
      HttpHandler.SUMMARY + "=POST: Set the CIBA user code",
      "lumoauth.web.guard=open"
    })
public final class CibaUserCodePageEndpoint implements HttpHandler {

  private final PageSessionGuard readers;
  private final CibaUserCodeService codes;
  private final SettingsStore settings;
  private final CibaPageRenderer pages;
  private final CibaAudit audit;

  @Activate
  public CibaUserCodePageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference CibaUserCodeService codes,
      @Reference SettingsStore settings,
      @Reference CibaPageRenderer pages,
      @Reference CibaAudit audit) {
    this.readers = readers;
    this.codes = codes;
    this.settings = settings;
    this.pages = pages;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    if (!CibaSettings.read(settings, tenant).userCode()) {
      pages.renderExpired(exchange);
      return;
    }
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.requireSession(exchange, CibaPageUrls.ofCode(tenant));
    if (session.isEmpty()) {
      return;
    }
    if (post) {
      change(exchange, session.get(), form);
    } else {
      boolean done = exchange.request().getParameter("done") != null;
      boolean has = codes.isSet(tenant, session.get().subject().id());
      pages.renderUserCodeForm(exchange, 200, session.get(), has, Optional.empty(), done);
    }
  }

  private void change(HttpExchange exchange, Session session, Map<String, List<String>> form)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String user = session.subject().id();
    if (!readers.isFormTokenValid(exchange, session, CibaPageRenderer.CODE, form)) {
      pages.renderFormRefused(exchange, CibaPageUrls.ofCode(tenant));
      return;
    }
    boolean remove = form.containsKey("remove");
    String code = FormFieldReader.readSingle(form, "user_code");
    if (!remove && !sound(code)) {
      pages.renderUserCodeForm(
          exchange, 422, session, codes.isSet(tenant, user), Optional.of("unfit"), false);
      return;
    }
    audit.recordUserCodeChanged(tenant, session.subject(), remove, exchange.requestInfo());
    if (remove) {
      codes.clear(tenant, user);
    } else {
      codes.set(tenant, user, code);
    }
    exchange.redirect(CibaPageUrls.ofCode(tenant) + "?done=1");
  }

  private static boolean sound(String code) {
    return code.length() >= CibaUserCodeService.MIN_LENGTH
        && code.length() <= CibaUserCodeService.MAX_LENGTH
        && code.chars().noneMatch(Character::isISOControl)
        && code.chars().distinct().count() > 1;
  }
}
