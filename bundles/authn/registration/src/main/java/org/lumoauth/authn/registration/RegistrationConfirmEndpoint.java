/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.registration.MailTokenStore.RegistrationApplicant;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/register/confirm}: creates the account when the link of the message is used. In
 * the browser that registered, with the password chosen there; in another browser, the owner of the
 * address chooses it, because another person may have registered.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-register-confirm",
      "lumoauth.web.routes=GET ^/register/confirm",
      "lumoauth.web.routes=POST ^/register/confirm",
      HttpHandler.SUMMARY + "=GET: Show the page that confirms a registration",
      HttpHandler.SUMMARY + "=POST: Create the account of a confirmed registration",
      "lumoauth.web.guard=open"
    })
public final class RegistrationConfirmEndpoint implements HttpHandler {
  /** The field of the button that requests a new message. */
  private static final String AGAIN = "again";

  private static final int GONE = 410;
  private static final int CONFLICT = 409;

  private final RegistrationPageSupport forms;
  private final MailTokenStore tokens;
  private final RegistrationMailer mail;
  private final RegistrationSignInLinkProvider links;
  private final UserDirectory users;
  private final UserProfileService profiles;
  private final UserPasswordService passwords;
  private final PasswordSignInPolicy use;
  private final SecretProtectionService vault;

  @Activate
  public RegistrationConfirmEndpoint(
      @Reference RegistrationPageSupport forms,
      @Reference MailTokenStore tokens,
      @Reference RegistrationMailer mail,
      @Reference RegistrationSignInLinkProvider links,
      @Reference UserDirectory users,
      @Reference UserProfileService profiles,
      @Reference UserPasswordService passwords,
      @Reference PasswordSignInPolicy use,
      @Reference SecretProtectionService vault) {
    this.forms = forms;
    this.tokens = tokens;
    this.mail = mail;
    this.links = links;
    this.users = users;
    this.profiles = profiles;
    this.passwords = passwords;
    this.use = use;
    this.vault = vault;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    if (!links.isOpen(tenant)) {
      throw ApiException.notFound(
          "Registration is not enabled for this tenant. An administrator can enable " + "it.");
    }
    boolean post = exchange.request().getMethod().equals("POST");
    var form = post ? forms.read(exchange) : Map.<String, List<String>>of();
    var token =
        post
            ? RegistrationPageSupport.field(form, "token").orElse("")
            : Optional.ofNullable(exchange.request().getParameter("token")).orElse("");
    var applicant = tokens.findRegistration(tenant, token);
    if (applicant.isEmpty() && form.containsKey(AGAIN)) {
      sendAgain(exchange, token);
    } else if (applicant.isEmpty()) {
      over(exchange, GONE, token, Optional.empty());
    } else if (post) {
      confirm(exchange, token, applicant.get(), form.getOrDefault("password", List.of("")).get(0));
    } else if (registeredHere(exchange, applicant.get()) && complete(tenant, applicant.get())) {
      create(exchange, token, applicant.get().password());
    } else {
      ask(exchange, 200, token, applicant.get(), Optional.empty());
    }
  }

  /** Returns {@code false} if a password is missing because the tenant started to require one. */
  private boolean complete(TenantContext tenant, RegistrationApplicant applicant) {
    return !applicant.password().isEmpty() || !use.isNeeded(tenant);
  }

  private void confirm(
      HttpExchange exchange, String token, RegistrationApplicant applicant, String password)
      throws IOException {
    List<String> problems =
        use.isNeeded(exchange.tenant())
            ? passwords.findPolicyViolations(
                exchange.tenant(), "new:" + applicant.email(), password.toCharArray())
            : List.of();
    if (problems.isEmpty()) {
      create(exchange, token, password);
    } else {
      ask(
          exchange,
          RegistrationPageSupport.REFUSED,
          token,
          applicant,
          RegistrationPageSupport.code(problems));
    }
  }

  private void create(HttpExchange exchange, String token, String password) throws IOException {
    var applicant = tokens.takeRegistration(exchange.tenant(), token);
    if (applicant.isPresent() && created(exchange, applicant.get(), password)) {
      done(exchange, applicant.get());
    } else {
      over(exchange, GONE, token, Optional.empty());
    }
  }

  /**
   * The response is the same whether or not the address has an account; the message notifies its
   * owner.
   */
  private void sendAgain(HttpExchange exchange, String token) throws IOException {
    var applicant = tokens.findUsedRegistration(exchange.tenant(), token);
    if (applicant.isEmpty()) {
      over(exchange, GONE, token, Optional.empty());
    } else if (!forms.admits(exchange, RegistrationUrls.REGISTER)) {
      over(exchange, RegistrationPageSupport.TOO_MANY, token, Optional.of("throttled"));
    } else {
      mail.send(
          exchange.tenant(),
          applicant.get(),
          forms.locales(exchange, RegistrationPageParameters.NONE));
      var model =
          Map.<String, Object>of(
              "purpose", "verify",
              "email", applicant.get().email(),
              "loginUrl", RegistrationUrls.login(exchange.tenant(), applicant.get().attempt()));
      forms.show(exchange, 200, "check-mail", model);
    }
  }

  /**
   * Renders the page for a used, expired or unknown link, with a button that requests a new link.
   */
  private void over(HttpExchange exchange, int status, String token, Optional<String> error)
      throws IOException {
    var tenant = exchange.tenant();
    var model = new HashMap<String, Object>();
    var applicant = tokens.findUsedRegistration(tenant, token);
    applicant.ifPresent(
        found -> {
          model.put("action", RegistrationUrls.form(exchange, RegistrationUrls.CONFIRM));
          model.put("hidden", Map.of("token", token, AGAIN, "true"));
          model.put("email", found.email());
        });
    model.put("registerUrl", RegistrationUrls.path(tenant, RegistrationUrls.REGISTER));
    model.put(
        "loginUrl",
        RegistrationUrls.login(tenant, applicant.flatMap(RegistrationApplicant::attempt)));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "link-over", model);
  }

  private boolean created(HttpExchange exchange, RegistrationApplicant applicant, String password) {
    var chosen = Optional.of(password).filter(any -> use.isNeeded(exchange.tenant()));
    try {
      var user =
          users.create(
              exchange.tenant(), new NewUser(applicant.email(), applicant.name(), chosen, true));
      name(exchange, user, applicant);
      return true;
    } catch (ApiException e) {
      if (e.status() == CONFLICT) {
        return false; // Another link to the same address was used first.
      }
      throw e;
    }
  }

  /** Stores the parts of the name for the account page. */
  private void name(HttpExchange exchange, User user, RegistrationApplicant applicant) {
    if (applicant.givenName().isPresent() || applicant.familyName().isPresent()) {
      var self = new SubjectRef(SubjectRef.USER, user.id());
      profiles.rename(
          exchange.tenant(),
          user.id(),
          new UserProfileService.PersonName(applicant.givenName(), applicant.familyName()),
          AuditInitiator.of(self, exchange.requestInfo()));
    }
  }

  private boolean registeredHere(HttpExchange exchange, RegistrationApplicant applicant) {
    return TenantCookie.of(exchange.baseUrl(), RegistrationEndpoint.COOKIE, exchange.tenant())
        .read(exchange.view())
        .map(
            secret ->
                vault.matches(
                    RegistrationEndpoint.PURPOSE,
                    secret,
                    HexFormat.of().parseHex(applicant.browser())))
        .orElse(false);
  }

  private void ask(
      HttpExchange exchange,
      int status,
      String token,
      RegistrationApplicant applicant,
      Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", RegistrationUrls.form(exchange, RegistrationUrls.CONFIRM));
    model.put("hidden", Map.of("token", token));
    model.put("minLength", forms.minLength(exchange.tenant()));
    model.put("account", Map.of("identifier", applicant.email()));
    model.put("first", true);
    model.put("passwordless", !use.isNeeded(exchange.tenant()));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "reset", model);
  }

  private void done(HttpExchange exchange, RegistrationApplicant applicant) throws IOException {
    var model =
        Map.<String, Object>of(
            "verified", true,
            "email", applicant.email(),
            "continueUrl", RegistrationUrls.login(exchange.tenant(), applicant.attempt()));
    forms.show(exchange, 200, "verified", model);
  }
}
