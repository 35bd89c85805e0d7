/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.authn.flow.LoginCompletionService;
import org.lumoauth.authn.flow.LoginPageRenderer;
import org.lumoauth.authn.flow.LoginPageRequest;
import org.lumoauth.authn.flow.LoginPageSignInService;
import org.lumoauth.authn.flow.LoginStepHandler;
import org.lumoauth.authn.flow.LoginUrls;
import org.lumoauth.authn.flow.PostLoginStepException;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginBrowserBinding;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.page.StartPageEntry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/login}, and the alternative URL for its form, {@code ~/oauth/login/submit}. Only
 * the browser for which a sign-in was begun, or which opened it first, can continue it.
 */
@ApiRequestParameters(
    on = "POST ~/oauth/login/submit",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = "attempt", required = true),
      @SchemaProperty(value = "token", required = true),
      @SchemaProperty("method")
    })
@ApiErrorResponses(
    on = "POST ~/oauth/login/submit",
    value = {403})
@StartPageEntry(message = "flow.start", icon = "lock", order = 10, primary = true)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-flow",
      "lumoauth.web.routes=GET ^/login",
      "lumoauth.web.routes=POST ^/login",
      "lumoauth.web.routes=POST ~/oauth/login/submit",
      HttpHandler.SUMMARY + "=GET: Show the sign-in page",
      HttpHandler.SUMMARY + "=POST: Submit a step of the sign-in",
      "lumoauth.web.guard=open"
    })
public final class LoginEndpoint implements HttpHandler {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private interface LoginRequestAction {
    void go(LoginPageRequest visit) throws IOException;
  }

  private final LoginPageSignInService signIn;
  private final LoginAttemptStore attempts;
  private final LoginBrowserBinding browser;
  private final LoginPageRenderer pages;
  private final LoginStepHandler steps;
  private final LoginCompletionService completion;

  @Activate
  public LoginEndpoint(
      @Reference LoginPageSignInService signIn,
      @Reference LoginAttemptStore attempts,
      @Reference LoginBrowserBinding browser,
      @Reference LoginPageRenderer pages,
      @Reference LoginStepHandler steps,
      @Reference LoginCompletionService completion) {
    this.signIn = signIn;
    this.attempts = attempts;
    this.browser = browser;
    this.pages = pages;
    this.steps = steps;
    this.completion = completion;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange);
    } else {
      get(exchange);
    }
  }

  private void get(HttpExchange exchange) throws IOException {
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
      pages.renderError(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    var secret = browser.secret(tenant, exchange.view());
    if (entry.get().value().browser().isEmpty()) {
      open(exchange, entry.get(), secret.orElseGet(browser::newSecret));
    } else if (secret.filter(s -> browser.isOpenedBy(entry.get().value(), s)).isPresent()) {
      keep(exchange, secret.get());
      go(new LoginPageRequest(exchange, id, entry.get(), secret.get(), Map.of()), steps::open);
    } else if (byLink(exchange)) {
      begin(exchange);
    } else {
      pages.renderError(exchange, FORBIDDEN, "other_browser");
    }
  }

  /**
   * Begins a sign-in without a requesting application and shows its first page. For a signed-in
   * user, it has its own URL, where the user can switch accounts. A link that is opened in another
   * browser than the requesting one also continues in such a sign-in, because the original one may
   * belong to another person.
   */
  private void begin(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var any = SignInRequirement.any();
    var secret = browser.secretToBegin(tenant, exchange.view());
    var entry =
        attempts.begin(
            signIn.bound(tenant, any, LoginUrls.account(tenant), exchange.view(), secret));
    var name = attempts.seal(tenant, entry.key(), entry.value());
    if (name.isPresent() && !byLink(exchange) && !steps.isSignedIn(exchange)) {
      keep(exchange, secret.orElseThrow());
      go(new LoginPageRequest(exchange, name.get(), entry, secret.get(), Map.of()), steps::show);
    } else {
      var begun = signIn.begin(tenant, any, LoginUrls.account(tenant), exchange.view());
      exchange.redirect(new SignInRedirect(begun.url() + link(exchange), begun.setCookie()));
    }
  }

  private static boolean byLink(HttpExchange exchange) {
    return !link(exchange).isEmpty();
  }

  private static String link(HttpExchange exchange) {
    var method = exchange.request().getParameter("method");
    var link = exchange.request().getParameter(AuthenticationMethod.LINK);
    return method == null || link == null
        ? ""
        : "&method=" + LoginUrls.encode(method) + "&link=" + LoginUrls.encode(link);
  }

  /** Binds a sign-in to the browser that opens it first. */
  private void open(HttpExchange exchange, ShortLivedRecord<LoginState> entry, String secret)
      throws IOException {
    var state = entry.value().in(browser.hash(secret));
    var bound = attempts.bind(exchange.tenant(), entry, state);
    if (bound.isEmpty()) {
      pages.renderError(exchange, FORBIDDEN, "other_browser"); // Another browser was first.
      return;
    }
    keep(exchange, secret);
    go(new LoginPageRequest(exchange, entry.key(), bound.get(), secret, Map.of()), steps::open);
  }

  private void post(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var form = exchange.readForm();
    var id = first(form, "attempt").orElse("");
    var entry = attempts.find(tenant, id);
    if (entry.isEmpty()) {
      pages.renderError(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    var secret = browser.secret(tenant, exchange.view());
    var token = first(form, "token").orElse("");
    boolean ours =
        secret.filter(s -> browser.isOpenedBy(entry.get().value(), s)).isPresent()
            && browser.isFormTokenValid(tenant, id, secret.get(), token);
    if (!ours) {
      pages.renderError(exchange, FORBIDDEN, "form_refused");
      return;
    }
    go(new LoginPageRequest(exchange, id, entry.get(), secret.get(), form), steps::submit);
  }

  private void go(LoginPageRequest visit, LoginRequestAction way) throws IOException {
    try {
      way.go(visit);
    } catch (PostLoginStepException e) {
      completion.fail(visit, e);
      pages.renderError(visit.exchange(), SERVER_ERROR, "server_error");
    }
  }

  private void keep(HttpExchange exchange, String secret) {
    exchange.response().addHeader("Set-Cookie", browser.setCookie(exchange.tenant(), secret));
  }

  private static Optional<String> first(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst();
  }
}
