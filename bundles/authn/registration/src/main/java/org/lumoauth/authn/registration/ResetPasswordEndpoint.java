/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /t/{slug}/reset-password}: sets a new password with the link of a message, and revokes all
 * sessions of the user. Opening the page does not consume the link, because mail scanners open
 * links too.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-reset-password",
      "lumoauth.web.routes=GET ^/reset-password",
      "lumoauth.web.routes=POST ^/reset-password",
      HttpHandler.SUMMARY + "=GET: Show the page for a new password",
      HttpHandler.SUMMARY + "=POST: Set a new password with a link",
      "lumoauth.web.guard=open"
    })
public final class ResetPasswordEndpoint implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ResetPasswordEndpoint.class);
  private static final int GONE = 410;

  private final RegistrationPageSupport forms;
  private final PasswordResetLinkResolver links;
  private final UserPasswordService passwords;
  private final PasswordSignInPolicy use;
  private final UserActivityRecorder milestones;
  private final AccountLinkMailSender post;

  @Activate
  public ResetPasswordEndpoint(
      @Reference RegistrationPageSupport forms,
      @Reference MailTokenStore tokens,
      @Reference UserDirectory users,
      @Reference UserPasswordService passwords,
      @Reference PasswordSignInPolicy use,
      @Reference UserActivityRecorder milestones,
      @Reference AccountLinkMailSender post) {
    this.forms = forms;
    this.links = new PasswordResetLinkResolver(tokens, users);
    this.passwords = passwords;
    this.use = use;
    this.milestones = milestones;
    this.post = post;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!use.isNeeded(exchange.tenant())) {
      RegistrationUrls.redirectToLogin(exchange);
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

  private void post(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var form = forms.read(exchange);
    var token = RegistrationPageSupport.field(form, "token").orElse("");
    var holder = links.find(tenant, token);
    if (holder.isEmpty()) {
      done(exchange, false);
      return;
    }
    var password = form.getOrDefault("password", java.util.List.of("")).get(0).toCharArray();
    var problem =
        RegistrationPageSupport.code(
            passwords.findPolicyViolations(tenant, holder.get().userId(), password));
    if (problem.isPresent()) {
      ask(exchange, RegistrationPageSupport.REFUSED, token, problem);
    } else if (links.take(tenant, token).isEmpty()) {
      done(exchange, false);
    } else {
      passwords.setPassword(tenant, holder.get().userId(), password);
      tell(exchange, holder.get().email());
      milestones.markEmailVerified(tenant, holder.get().userId(), holder.get().email());
      recover(exchange, holder.get().userId());
      done(exchange, true);
    }
  }

  /**
   * Sent before the response, so that the message is stored first: it is the owner's only notice of
   * a change by another person.
   */
  private void tell(HttpExchange exchange, String email) {
    try {
      post.sendPasswordChanged(
          exchange.tenant(), email, forms.locales(exchange, RegistrationPageParameters.NONE));
    } catch (RuntimeException e) { // The password was changed nevertheless.
      LOG.warn("account_mail_not_sent what=password-changed", e);
    }
  }

  /** Failed attempts of others then do not delay the user, or later count against this browser. */
  private void recover(HttpExchange exchange, String userId) {
    try {
      use.recoveryCookie(exchange.tenant(), userId, exchange.view())
          .ifPresent(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    } catch (RuntimeException e) { // The password was changed nevertheless.
      LOG.warn("password-reset.limits-not-cleared: user={}", userId, e);
    }
  }

  private void ask(HttpExchange exchange, int status, String token, Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", RegistrationUrls.form(exchange, RegistrationUrls.RESET));
    model.put("hidden", Map.of("token", token));
    model.put("minLength", forms.minLength(exchange.tenant()));
    links
        .find(exchange.tenant(), token)
        .ifPresent(holder -> model.put("account", Map.of("identifier", holder.email())));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "reset", model);
  }

  private void done(HttpExchange exchange, boolean worked) throws IOException {
    var tenant = exchange.tenant();
    var next =
        worked
            ? RegistrationUrls.login(tenant, Optional.empty())
            : RegistrationUrls.path(tenant, RegistrationUrls.FORGOT);
    forms.show(
        exchange, worked ? 200 : GONE, "reset-done", Map.of("done", worked, "continueUrl", next));
  }
}
