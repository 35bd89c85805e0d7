package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.UserMilestones;
import org.lumoauth.api.directory.UserPasswords;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /t/{slug}/reset-password}: sets a new password by the link of a message, and so ends all
 * sessions of the user. Looking at the page does not use the link up: programs that check mail do
 * that too.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-reset-password",
      "lumoauth.web.routes=GET ^/reset-password",
      "lumoauth.web.routes=POST ^/reset-password",
      "lumoauth.web.guard=open"
    })
public final class ResetEndpoint implements HotEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ResetEndpoint.class);
  private static final int GONE = 410;

  private final Forms forms;
  private final ResetLinks links;
  private final UserPasswords passwords;
  private final PasswordUse use;
  private final UserMilestones milestones;
  private final Post post;

  @Activate
  public ResetEndpoint(
      @Reference Forms forms,
      @Reference ResetLinks links,
      @Reference UserPasswords passwords,
      @Reference PasswordUse use,
      @Reference UserMilestones milestones,
      @Reference Post post) {
    this.forms = forms;
    this.links = links;
    this.passwords = passwords;
    this.use = use;
    this.milestones = milestones;
    this.post = post;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (!use.needed(exchange.tenant())) {
      Links.leadToLogin(exchange);
      return;
    }
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange);
      return;
    }
    var token = Optional.ofNullable(exchange.request().getParameter("token")).orElse("");
    if (links.find(exchange.tenant(), token).isEmpty()) {
      done(exchange, false);
    } else {
      ask(exchange, 200, token, Optional.empty());
    }
  }

  private void post(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var form = forms.read(exchange);
    var token = Forms.field(form, "token").orElse("");
    var holder = links.find(tenant, token);
    if (holder.isEmpty()) {
      done(exchange, false);
      return;
    }
    var password = form.getOrDefault("password", java.util.List.of("")).get(0).toCharArray();
    var problem = Forms.code(passwords.problems(tenant, holder.get().userId(), password));
    if (problem.isPresent()) {
      ask(exchange, Forms.REFUSED, token, problem);
    } else if (links.take(tenant, token).isEmpty()) {
      done(exchange, false);
    } else {
      passwords.set(tenant, holder.get().userId(), password);
      tell(exchange, holder.get().email());
      milestones.emailProven(tenant, holder.get().userId(), holder.get().email());
      recover(exchange, holder.get().userId());
      done(exchange, true);
    }
  }

  /**
   * At once, so that the message is kept before the answer: it is all that its owner hears of a
   * change that somebody else made.
   */
  private void tell(Exchange exchange, String email) {
    try {
      post.sendPasswordChanged(exchange.tenant(), email, forms.locales(exchange, Origin.NONE));
    } catch (RuntimeException e) { // the password is another one all the same
      LOG.warn("account_mail_not_sent what=password-changed", e);
    }
  }

  /** Failures of others neither keep the user waiting nor count against this browser later. */
  private void recover(Exchange exchange, String userId) {
    try {
      use.recovered(exchange.tenant(), userId, exchange.view())
          .ifPresent(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    } catch (RuntimeException e) { // the password is another one all the same
      LOG.warn("password-reset.limits-not-cleared: user={}", userId, e);
    }
  }

  private void ask(Exchange exchange, int status, String token, Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", Links.form(exchange, Links.RESET));
    model.put("hidden", Map.of("token", token));
    model.put("minLength", forms.minLength(exchange.tenant()));
    links
        .find(exchange.tenant(), token)
        .ifPresent(holder -> model.put("account", Map.of("identifier", holder.email())));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "reset", model);
  }

  private void done(Exchange exchange, boolean worked) throws IOException {
    var tenant = exchange.tenant();
    var next = worked ? Links.login(tenant, Optional.empty()) : Links.path(tenant, Links.FORGOT);
    forms.show(
        exchange, worked ? 200 : GONE, "reset-done", Map.of("done", worked, "continueUrl", next));
  }
}
