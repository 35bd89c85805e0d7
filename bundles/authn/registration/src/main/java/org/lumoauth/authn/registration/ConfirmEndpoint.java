package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserPasswords;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.registration.MailTokens.Applicant;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.TenantCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/register/confirm}: the link of the message makes the account. In the browser
 * that registered, with the password that was chosen there; in any other one the owner of the
 * address chooses it, for they may not be who registered.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-register-confirm",
      "lumoauth.web.routes=GET ^/register/confirm",
      "lumoauth.web.routes=POST ^/register/confirm",
      "lumoauth.web.guard=open"
    })
public final class ConfirmEndpoint implements HotEndpoint {
  /** The field of the button that has a new message sent. */
  private static final String AGAIN = "again";

  private static final int GONE = 410;
  private static final int CONFLICT = 409;

  private final Forms forms;
  private final MailTokens tokens;
  private final RegistrationMail mail;
  private final RegistrationLinks links;
  private final UserDirectory users;
  private final UserProfiles profiles;
  private final UserPasswords passwords;
  private final PasswordUse use;
  private final SecretVault vault;

  @Activate
  public ConfirmEndpoint(
      @Reference Forms forms,
      @Reference MailTokens tokens,
      @Reference RegistrationMail mail,
      @Reference RegistrationLinks links,
      @Reference UserDirectory users,
      @Reference UserProfiles profiles,
      @Reference UserPasswords passwords,
      @Reference PasswordUse use,
      @Reference SecretVault vault) {
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
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    if (!links.open(tenant)) {
      throw Problem.notFound("Nobody can register here.");
    }
    boolean post = exchange.request().getMethod().equals("POST");
    var form = post ? forms.read(exchange) : Map.<String, List<String>>of();
    var token =
        post
            ? Forms.field(form, "token").orElse("")
            : Optional.ofNullable(exchange.request().getParameter("token")).orElse("");
    var applicant = tokens.registration(tenant, token);
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

  /** Where passwords came to be needed meanwhile, one is missing. */
  private boolean complete(TenantContext tenant, Applicant applicant) {
    return !applicant.password().isEmpty() || !use.needed(tenant);
  }

  private void confirm(Exchange exchange, String token, Applicant applicant, String password)
      throws IOException {
    List<String> problems =
        use.needed(exchange.tenant())
            ? passwords.problems(
                exchange.tenant(), "new:" + applicant.email(), password.toCharArray())
            : List.of();
    if (problems.isEmpty()) {
      create(exchange, token, password);
    } else {
      ask(exchange, Forms.REFUSED, token, applicant, Forms.code(problems));
    }
  }

  private void create(Exchange exchange, String token, String password) throws IOException {
    var applicant = tokens.takeRegistration(exchange.tenant(), token);
    if (applicant.isPresent() && created(exchange, applicant.get(), password)) {
      done(exchange, applicant.get());
    } else {
      over(exchange, GONE, token, Optional.empty());
    }
  }

  /** The same response whether the address has an account; the message tells its owner. */
  private void sendAgain(Exchange exchange, String token) throws IOException {
    var applicant = tokens.registrationAgain(exchange.tenant(), token);
    if (applicant.isEmpty()) {
      over(exchange, GONE, token, Optional.empty());
    } else if (!forms.admits(exchange, Links.REGISTER)) {
      over(exchange, Forms.TOO_MANY, token, Optional.of("throttled"));
    } else {
      mail.send(exchange.tenant(), applicant.get(), forms.locales(exchange, Origin.NONE));
      var model =
          Map.<String, Object>of(
              "purpose", "verify",
              "email", applicant.get().email(),
              "loginUrl", Links.login(exchange.tenant(), applicant.get().attempt()));
      forms.show(exchange, 200, "check-mail", model);
    }
  }

  /** A link that was used, has expired or was never sent: the page has a button for a new one. */
  private void over(Exchange exchange, int status, String token, Optional<String> error)
      throws IOException {
    var tenant = exchange.tenant();
    var model = new HashMap<String, Object>();
    var applicant = tokens.registrationAgain(tenant, token);
    applicant.ifPresent(
        found -> {
          model.put("action", Links.form(exchange, Links.CONFIRM));
          model.put("hidden", Map.of("token", token, AGAIN, "true"));
          model.put("email", found.email());
        });
    model.put("registerUrl", Links.path(tenant, Links.REGISTER));
    model.put("loginUrl", Links.login(tenant, applicant.flatMap(Applicant::attempt)));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "link-over", model);
  }

  private boolean created(Exchange exchange, Applicant applicant, String password) {
    var chosen = Optional.of(password).filter(any -> use.needed(exchange.tenant()));
    try {
      var user =
          users.create(
              exchange.tenant(), new NewUser(applicant.email(), applicant.name(), chosen, true));
      name(exchange, user, applicant);
      return true;
    } catch (Problem e) {
      if (e.status() == CONFLICT) {
        return false; // somebody else's link to the same address was used first
      }
      throw e;
    }
  }

  /** What they are called in parts, as the account page shows it. */
  private void name(Exchange exchange, User user, Applicant applicant) {
    if (applicant.givenName().isPresent() || applicant.familyName().isPresent()) {
      var self = new SubjectRef(SubjectRef.USER, user.id());
      profiles.rename(
          exchange.tenant(),
          user.id(),
          new UserProfiles.Names(applicant.givenName(), applicant.familyName()),
          Initiator.of(self, exchange.requestInfo()));
    }
  }

  private boolean registeredHere(Exchange exchange, Applicant applicant) {
    return TenantCookie.of(exchange.baseUrl(), RegisterEndpoint.COOKIE, exchange.tenant())
        .read(exchange.view())
        .map(
            secret ->
                vault.matches(
                    RegisterEndpoint.PURPOSE, secret, HexFormat.of().parseHex(applicant.browser())))
        .orElse(false);
  }

  private void ask(
      Exchange exchange, int status, String token, Applicant applicant, Optional<String> error)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("action", Links.form(exchange, Links.CONFIRM));
    model.put("hidden", Map.of("token", token));
    model.put("minLength", forms.minLength(exchange.tenant()));
    model.put("account", Map.of("identifier", applicant.email()));
    model.put("first", true);
    model.put("passwordless", !use.needed(exchange.tenant()));
    error.ifPresent(code -> model.put("error", code));
    forms.show(exchange, status, "reset", model);
  }

  private void done(Exchange exchange, Applicant applicant) throws IOException {
    var model =
        Map.<String, Object>of(
            "verified", true,
            "email", applicant.email(),
            "continueUrl", Links.login(exchange.tenant(), applicant.attempt()));
    forms.show(exchange, 200, "verified", model);
  }
}
