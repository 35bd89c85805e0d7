/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/password}: changes the password. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-password",
      "lumoauth.web.routes=GET ^/account/password",
      "lumoauth.web.routes=POST ^/account/password",
      HttpHandler.SUMMARY + "=GET: Show the page for changing the password",
      HttpHandler.SUMMARY + "=POST: Change the password of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountPasswordEndpoint implements HttpHandler {

  private static final long SHORTEST = 8;

  private final AccountPageGuard door;
  private final AccountPageRenderer pages;
  private final AccountPasswordChangeService change;
  private final UserDirectory users;
  private final SettingsStore settings;

  @Activate
  public AccountPasswordEndpoint(
      @Reference AccountPageGuard door,
      @Reference AccountPageRenderer pages,
      @Reference AccountPasswordChangeService change,
      @Reference UserDirectory users,
      @Reference SettingsStore settings) {
    this.door = door;
    this.pages = pages;
    this.change = change;
    this.users = users;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Session> session = door.requireSession(exchange, AccountSection.PASSWORD);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      boolean saved = exchange.request().getParameter("done") != null;
      show(exchange, session.get(), 200, Map.of("saved", saved));
      return;
    }
    Optional<AccountForm> form = door.readForm(exchange, session.get(), AccountSection.PASSWORD);
    if (form.isEmpty()) {
      return;
    }
    Optional<AccountPasswordChangeService.PasswordChangeRefusal> refusal =
        change.attempt(
            exchange, session.get(), form.get().raw("current"), form.get().raw("password"));
    if (refusal.isEmpty()) {
      AccountPageGuard.redirectDone(exchange, AccountSection.PASSWORD);
    } else {
      show(
          exchange,
          session.get(),
          refusal.get().status(),
          Map.of("errors", Map.of(refusal.get().field(), refusal.get().code())));
    }
  }

  private void show(HttpExchange exchange, Session session, int status, Map<String, Object> more)
      throws IOException {
    var tenant = exchange.tenant();
    String id = session.subject().id();
    Map<String, Object> model = new HashMap<>(more);
    String identifier = users.find(tenant, id).map(User::email).orElse(id);
    model.put("person", Map.of("identifier", identifier));
    model.put(
        "minLength",
        settings.read(tenant, "password").get("minLength") instanceof Number least
            ? least.longValue()
            : SHORTEST);
    pages.render(exchange, session, AccountSection.PASSWORD, status, model);
  }
}
