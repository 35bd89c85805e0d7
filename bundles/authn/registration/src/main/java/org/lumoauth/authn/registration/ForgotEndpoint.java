package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/forgot-password}: sends a link to set a new password. The answer, and its time,
 * are the same whether there is such an account.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-forgot-password",
      "lumoauth.web.routes=GET ^/forgot-password",
      "lumoauth.web.routes=POST ^/forgot-password",
      "lumoauth.web.guard=open"
    })
public final class ForgotEndpoint implements HotEndpoint {
  private static final int MAX_IDENTIFIER = 254;

  private final Forms forms;
  private final Post post;
  private final UserDirectory users;
  private final PasswordUse passwords;
  private final Background background;

  @Activate
  public ForgotEndpoint(
      @Reference Forms forms,
      @Reference Post post,
      @Reference UserDirectory users,
      @Reference PasswordUse passwords,
      @Reference Background background) {
    this.forms = forms;
    this.post = post;
    this.users = users;
    this.passwords = passwords;
    this.background = background;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (!passwords.needed(exchange.tenant())) {
      Links.leadToLogin(exchange);
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      ask(exchange, 200, Origin.of(exchange), "", Optional.empty());
      return;
    }
    var form = forms.read(exchange);
    var origin = Origin.of(form);
    var identifier = Forms.field(form, "identifier").orElse("");
    if (identifier.isEmpty() || identifier.length() > MAX_IDENTIFIER) {
      ask(exchange, Forms.REFUSED, origin, "", Optional.of("missing"));
    } else if (!forms.admits(exchange, "forgot-password")) {
      ask(exchange, Forms.TOO_MANY, origin, identifier, Optional.of("throttled"));
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
              Links.login(exchange.tenant(), origin.attempt())));
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
                      var by = Initiator.of(self, request);
                      post.sendPasswordReset(tenant, user, locales, by);
                    }));
  }

  /** As at the sign-in: byte for byte, else in lower case. */
  private Optional<User> named(TenantContext tenant, String identifier) {
    return users.find(tenant, identifier).or(() -> users.findByUsername(tenant, identifier));
  }

  private void ask(
      Exchange exchange, int status, Origin origin, String identifier, Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", Links.path(exchange.tenant(), Links.FORGOT));
    model.put("hidden", origin.hidden());
    model.put("identifier", identifier);
    model.put("loginUrl", Links.login(exchange.tenant(), origin.attempt()));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, origin, status, "forgot", model);
  }
}
