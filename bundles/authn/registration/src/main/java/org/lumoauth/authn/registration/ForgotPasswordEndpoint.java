/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/forgot-password}: sends a link to set a new password. The response and its time
 * are the same whether or not the account exists.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-forgot-password",
      "lumoauth.web.routes=GET ^/forgot-password",
      "lumoauth.web.routes=POST ^/forgot-password",
      HttpHandler.SUMMARY + "=GET: Show the page that requests a password reset",
      HttpHandler.SUMMARY + "=POST: Send a password reset link",
      "lumoauth.web.guard=open"
    })
public final class ForgotPasswordEndpoint implements HttpHandler {
  private static final int MAX_IDENTIFIER = 254;

  private final RegistrationPageSupport forms;
  private final AccountLinkMailSender post;
  private final UserDirectory users;
  private final PasswordSignInPolicy passwords;
  private final AfterResponseExecutor background;

  @Activate
  public ForgotPasswordEndpoint(
      @Reference RegistrationPageSupport forms,
      @Reference AccountLinkMailSender post,
      @Reference UserDirectory users,
      @Reference PasswordSignInPolicy passwords,
      @Reference AfterResponseExecutor background) {
    this.forms = forms;
    this.post = post;
    this.users = users;
    this.passwords = passwords;
    this.background = background;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!passwords.isNeeded(exchange.tenant())) {
      RegistrationUrls.redirectToLogin(exchange);
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      ask(exchange, 200, RegistrationPageParameters.of(exchange), "", Optional.empty());
      return;
    }
    var form = forms.read(exchange);
    var origin = RegistrationPageParameters.of(form);
    var identifier = RegistrationPageSupport.field(form, "identifier").orElse("");
    if (identifier.isEmpty() || identifier.length() > MAX_IDENTIFIER) {
      ask(exchange, RegistrationPageSupport.REFUSED, origin, "", Optional.of("missing"));
    } else if (!forms.admits(exchange, "forgot-password")) {
      ask(exchange, RegistrationPageSupport.TOO_MANY, origin, identifier, Optional.of("throttled"));
    } else {
      send(exchange.tenant(), identifier, forms.locales(exchange, origin), exchange.requestInfo());
      forms.show(
          exchange,
          origin,
          200,
          "check-mail",
          Map.of(
              "purpose",
              "reset",
              "email",
              identifier,
              "loginUrl",
              RegistrationUrls.login(exchange.tenant(), origin.attempt())));
    }
  }

  private void send(
      TenantContext tenant, String identifier, List<Locale> locales, RequestInfo request) {
    background.run(
        "password-reset",
        () ->
            named(tenant, identifier)
                .or(() -> named(tenant, identifier.toLowerCase(Locale.ROOT)))
                .filter(user -> user.active() && !user.blocked())
                .filter(user -> forms.mayReach(tenant, user.id()))
                .ifPresent(
                    user -> {
                      var self = new SubjectRef(SubjectRef.USER, user.id());
                      var by = AuditInitiator.of(self, request);
                      post.sendPasswordReset(tenant, user, locales, by);
                    }));
  }

  /** Resolves the identifier as for sign-in: byte for byte, otherwise in lower case. */
  private Optional<User> named(TenantContext tenant, String identifier) {
    return users.find(tenant, identifier).or(() -> users.findByUsername(tenant, identifier));
  }

  private void ask(
      HttpExchange exchange,
      int status,
      RegistrationPageParameters origin,
      String identifier,
      Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", RegistrationUrls.path(exchange.tenant(), RegistrationUrls.FORGOT));
    model.put("hidden", origin.hidden());
    model.put("identifier", identifier);
    model.put("loginUrl", RegistrationUrls.login(exchange.tenant(), origin.attempt()));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, origin, status, "forgot", model);
  }
}
