package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/password}: another password. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-password",
      "lumoauth.web.routes=GET ^/account/password",
      "lumoauth.web.routes=POST ^/account/password",
      "lumoauth.web.guard=open"
    })
public final class PasswordEndpoint implements HotEndpoint {

  private static final long SHORTEST = 8;

  private final AccountDoor door;
  private final AccountPages pages;
  private final PasswordChange change;
  private final UserDirectory users;
  private final SettingsStore settings;

  @Activate
  public PasswordEndpoint(
      @Reference AccountDoor door,
      @Reference AccountPages pages,
      @Reference PasswordChange change,
      @Reference UserDirectory users,
      @Reference SettingsStore settings) {
    this.door = door;
    this.pages = pages;
    this.change = change;
    this.users = users;
    this.settings = settings;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Optional<Session> session = door.enter(exchange, Section.PASSWORD);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      boolean saved = exchange.request().getParameter("done") != null;
      show(exchange, session.get(), 200, Map.of("saved", saved));
      return;
    }
    Optional<Form> form = door.form(exchange, session.get(), Section.PASSWORD);
    if (form.isEmpty()) {
      return;
    }
    Optional<PasswordChange.Refusal> refusal =
        change.attempt(
            exchange, session.get(), form.get().raw("current"), form.get().raw("password"));
    if (refusal.isEmpty()) {
      AccountDoor.done(exchange, Section.PASSWORD);
    } else {
      show(
          exchange,
          session.get(),
          refusal.get().status(),
          Map.of("errors", Map.of(refusal.get().field(), refusal.get().code())));
    }
  }

  private void show(Exchange exchange, Session session, int status, Map<String, Object> more)
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
    pages.show(exchange, session, Section.PASSWORD, status, model);
  }
}
