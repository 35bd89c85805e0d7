/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.message.EmailAddress;
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
 * {@code /t/{slug}/register}: accepts a registration and sends a link. The account is created only
 * when the link is used, so that accounts cannot be created for addresses of others. The response
 * and its time are the same if the address already has an account; its owner is notified.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-register",
      "lumoauth.web.routes=GET ^/register",
      "lumoauth.web.routes=POST ^/register",
      HttpHandler.SUMMARY + "=GET: Show the registration page",
      HttpHandler.SUMMARY + "=POST: Register, and send a confirmation link",
      "lumoauth.web.guard=open"
    })
public final class RegistrationEndpoint implements HttpHandler {
  static final String COOKIE = "register";
  static final String PURPOSE = "registration-browser";

  private static final String GIVEN_NAME = "givenName";
  private static final String FAMILY_NAME = "familyName";
  private static final int MAX_NAME = 100;

  private final RegistrationPageSupport forms;
  private final RegistrationMailer mail;
  private final RegistrationSignInLinkProvider links;
  private final UserPasswordService passwords;
  private final PasswordSignInPolicy use;
  private final SecretProtectionService vault;

  @Activate
  public RegistrationEndpoint(
      @Reference RegistrationPageSupport forms,
      @Reference RegistrationMailer mail,
      @Reference RegistrationSignInLinkProvider links,
      @Reference UserPasswordService passwords,
      @Reference PasswordSignInPolicy use,
      @Reference SecretProtectionService vault) {
    this.forms = forms;
    this.mail = mail;
    this.links = links;
    this.passwords = passwords;
    this.use = use;
    this.vault = vault;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!links.isOpen(exchange.tenant())) {
      throw ApiException.notFound(
          "Registration is not enabled for this tenant. An administrator can enable " + "it.");
    }
    if (!exchange.request().getMethod().equals("POST")) {
      ask(exchange, 200, RegistrationPageParameters.of(exchange), Map.of(), Map.of());
      return;
    }
    var form = forms.read(exchange);
    var errors = errors(exchange.tenant(), form);
    var origin = RegistrationPageParameters.of(form);
    if (!errors.isEmpty()) {
      ask(exchange, RegistrationPageSupport.REFUSED, origin, form, errors);
    } else if (!forms.admits(exchange, "register")) {
      ask(exchange, RegistrationPageSupport.TOO_MANY, origin, form, Map.of("form", "throttled"));
    } else {
      apply(exchange, form);
    }
  }

  private void apply(HttpExchange exchange, Map<String, List<String>> form) throws IOException {
    var tenant = exchange.tenant();
    var secret = vault.newSecret();
    var origin = RegistrationPageParameters.of(form);
    var applicant =
        new RegistrationApplicant(
            email(form),
            name(form),
            RegistrationPageSupport.field(form, GIVEN_NAME),
            RegistrationPageSupport.field(form, FAMILY_NAME),
            use.isNeeded(tenant) ? form.get("password").get(0) : "",
            HexFormat.of().formatHex(vault.hash(PURPOSE, secret)),
            origin.attempt());
    var locales = forms.locales(exchange, origin);
    mail.send(tenant, applicant, locales);
    exchange
        .response()
        .addHeader(
            "Set-Cookie",
            TenantCookie.of(exchange.baseUrl(), COOKIE, tenant)
                .set(secret, Optional.of(MailTokenStore.REGISTRATION)));
    forms.show(
        exchange,
        origin,
        200,
        "check-mail",
        Map.of(
            "purpose", "verify",
            "email", applicant.email(),
            "loginUrl", RegistrationUrls.login(tenant, origin.attempt())));
  }

  private Map<String, String> errors(TenantContext tenant, Map<String, List<String>> form) {
    var errors = new HashMap<String, String>();
    if (!EmailAddress.isValid(email(form))) {
      errors.put("email", email(form).isEmpty() ? "missing" : "email");
    }
    for (String part : List.of(GIVEN_NAME, FAMILY_NAME)) {
      if (RegistrationPageSupport.field(form, part)
          .filter(text -> text.length() > MAX_NAME)
          .isPresent()) {
        errors.put(part, "too-long");
      }
    }
    if (use.isNeeded(tenant)) {
      var address = errors.containsKey("email") ? "" : email(form);
      objection(tenant, form.getOrDefault("password", List.of("")).get(0), address)
          .ifPresent(code -> errors.put("password", code));
    }
    return errors;
  }

  /** Validates with the address only, regardless of whether it has an account. */
  private Optional<String> objection(TenantContext tenant, String password, String address) {
    if (password.isEmpty()) {
      return Optional.of("missing");
    }
    var about = address.isEmpty() ? "" : "new:" + address;
    return RegistrationPageSupport.code(
            passwords.findPolicyViolations(tenant, about, password.toCharArray()))
        .or(() -> personal(password, address));
  }

  private static Optional<String> personal(String password, String email) {
    return password.equalsIgnoreCase(email) ? Optional.of("contains-identifier") : Optional.empty();
  }

  private void ask(
      HttpExchange exchange,
      int status,
      RegistrationPageParameters origin,
      Map<String, List<String>> form,
      Map<String, String> errors)
      throws IOException {
    var tenant = exchange.tenant();
    var model = new HashMap<String, Object>();
    model.put("action", RegistrationUrls.path(tenant, RegistrationUrls.REGISTER));
    model.put("hidden", origin.hidden());
    var values = new HashMap<String, String>();
    for (String name : List.of("email", GIVEN_NAME, FAMILY_NAME)) {
      RegistrationPageSupport.field(form, name).ifPresent(value -> values.put(name, value));
    }
    model.put("values", values);
    model.put("errors", errors);
    model.put("minLength", forms.minLength(tenant));
    model.put("passwordless", !use.isNeeded(tenant));
    model.put("loginUrl", RegistrationUrls.login(tenant, origin.attempt()));
    forms.show(exchange, origin, status, "register", model);
  }

  private static String email(Map<String, List<String>> form) {
    return RegistrationPageSupport.field(form, "email").orElse("").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> name(Map<String, List<String>> form) {
    return Stream.of(GIVEN_NAME, FAMILY_NAME)
        .flatMap(part -> RegistrationPageSupport.field(form, part).stream())
        .reduce((given, family) -> given + " " + family);
  }
}
