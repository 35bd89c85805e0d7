package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.StartLink;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/login}, and the other name of its form, {@code ~/oauth/login/submit}. The
 * browser that a sign-in was begun for is the one that goes on with it, or else the first that
 * opens it.
 */
@Takes(
    on = "POST ~/oauth/login/submit",
    as = Takes.As.FORM,
    members = {
      @Member(value = "attempt", needed = true),
      @Member(value = "token", needed = true),
      @Member("method")
    })
@Refuses(
    on = "POST ~/oauth/login/submit",
    value = {403})
@StartLink(message = "flow.start", icon = "lock", order = 10, primary = true)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-flow",
      "lumoauth.web.routes=GET ^/login",
      "lumoauth.web.routes=POST ^/login",
      "lumoauth.web.routes=POST ~/oauth/login/submit",
      "lumoauth.web.guard=open"
    })
public final class LoginEndpoint implements HotEndpoint {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private interface Way {
    void go(Visit visit) throws IOException;
  }

  private final PageSignIn signIn;
  private final LoginAttempts attempts;
  private final LoginBrowser browser;
  private final LoginPages pages;
  private final LoginSteps steps;
  private final LoginCompletion completion;

  @Activate
  public LoginEndpoint(
      @Reference PageSignIn signIn,
      @Reference LoginAttempts attempts,
      @Reference LoginBrowser browser,
      @Reference LoginPages pages,
      @Reference LoginSteps steps,
      @Reference LoginCompletion completion) {
    this.signIn = signIn;
    this.attempts = attempts;
    this.browser = browser;
    this.pages = pages;
    this.steps = steps;
    this.completion = completion;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange);
    } else {
      get(exchange);
    }
  }

  private void get(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var id = exchange.request().getParameter("attempt");
    if (id == null) {
      begin(exchange);
      return;
    }
    var entry = attempts.find(tenant, id);
    if (entry.isEmpty() && byLink(exchange)) {
      begin(exchange);
      return;
    }
    if (entry.isEmpty()) {
      pages.over(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    var secret = browser.secret(tenant, exchange.view());
    if (entry.get().value().browser().isEmpty()) {
      open(exchange, entry.get(), secret.orElseGet(browser::newSecret));
    } else if (secret.filter(s -> browser.opened(entry.get().value(), s)).isPresent()) {
      keep(exchange, secret.get());
      go(new Visit(exchange, id, entry.get(), secret.get(), Map.of()), steps::open);
    } else if (byLink(exchange)) {
      begin(exchange);
    } else {
      pages.over(exchange, FORBIDDEN, "other_browser");
    }
  }

  /**
   * Begins a sign-in of the person's own, and shows its first page at once. Whoever is signed in
   * has it under an address, by which they can be somebody else. Whoever opens a link in another
   * browser than the one that it was asked for in goes on in such a one: what waits there is not
   * theirs, perhaps.
   */
  private void begin(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var any = SignInRequirement.any();
    var secret = browser.begins(tenant, exchange.view());
    var entry =
        attempts.begin(
            signIn.bound(tenant, any, Addresses.account(tenant), exchange.view(), secret));
    var name = attempts.sealed(tenant, entry.key(), entry.value());
    if (name.isPresent() && !byLink(exchange) && !steps.signedIn(exchange)) {
      keep(exchange, secret.orElseThrow());
      go(new Visit(exchange, name.get(), entry, secret.get(), Map.of()), steps::show);
    } else {
      var begun = signIn.begin(tenant, any, Addresses.account(tenant), exchange.view());
      exchange.redirect(new Begun(begun.url() + link(exchange), begun.setCookie()));
    }
  }

  private static boolean byLink(Exchange exchange) {
    return !link(exchange).isEmpty();
  }

  private static String link(Exchange exchange) {
    var method = exchange.request().getParameter("method");
    var link = exchange.request().getParameter(AuthenticationMethod.LINK);
    return method == null || link == null
        ? ""
        : "&method=" + Addresses.encode(method) + "&link=" + Addresses.encode(link);
  }

  /** Binds a sign-in to the browser that opens it first. */
  private void open(Exchange exchange, Entry<LoginState> entry, String secret) throws IOException {
    var state = entry.value().in(browser.hash(secret));
    var bound = attempts.kept(exchange.tenant(), entry, state);
    if (bound.isEmpty()) {
      pages.over(exchange, FORBIDDEN, "other_browser"); // another one was first
      return;
    }
    keep(exchange, secret);
    go(new Visit(exchange, entry.key(), bound.get(), secret, Map.of()), steps::open);
  }

  private void post(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var form = exchange.readForm();
    var id = first(form, "attempt").orElse("");
    var entry = attempts.find(tenant, id);
    if (entry.isEmpty()) {
      pages.over(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    var secret = browser.secret(tenant, exchange.view());
    var token = first(form, "token").orElse("");
    boolean ours =
        secret.filter(s -> browser.opened(entry.get().value(), s)).isPresent()
            && browser.formTokenHolds(tenant, id, secret.get(), token);
    if (!ours) {
      pages.over(exchange, FORBIDDEN, "form_refused");
      return;
    }
    go(new Visit(exchange, id, entry.get(), secret.get(), form), steps::enter);
  }

  private void go(Visit visit, Way way) throws IOException {
    try {
      way.go(visit);
    } catch (StepFailed e) {
      completion.fail(visit, e);
      pages.over(visit.exchange(), SERVER_ERROR, "server_error");
    }
  }

  private void keep(Exchange exchange, String secret) {
    exchange.response().addHeader("Set-Cookie", browser.setCookie(exchange.tenant(), secret));
  }

  private static Optional<String> first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }
}
