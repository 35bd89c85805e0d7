/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.AuthenticationMethodRunner;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;
import org.lumoauth.authn.flow.LoginCompletionService;
import org.lumoauth.authn.flow.LoginFlowSettings;
import org.lumoauth.authn.flow.LoginPageRenderer;
import org.lumoauth.authn.flow.LoginPageRequest;
import org.lumoauth.authn.flow.LoginSubjectResolver;
import org.lumoauth.authn.flow.LoginUrls;
import org.lumoauth.authn.flow.PostLoginStepException;
import org.lumoauth.authn.flow.UnknownUserSubjectFactory;
import org.lumoauth.authn.flow.WebOriginParser;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginBrowserBinding;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/oauth/login/json}: signs a user in from a page of a trusted origin. It is the same
 * sign-in as that of the pages: if a password is not sufficient, the sign-in continues at {@code
 * challenge_url} in the same browser. {@code blocked} or {@code inactive} is only returned after
 * the correct password.
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "identifier",
          description = "Required, unless email or username is set"),
      @SchemaProperty("email"),
      @SchemaProperty("username"),
      @SchemaProperty(value = "password", required = true),
      @SchemaProperty(value = "remember", type = boolean.class),
      @SchemaProperty(value = "remember_me", type = boolean.class),
      @SchemaProperty("client_id"),
      @SchemaProperty("acr_values")
    })
@ApiResponse(status = 200)
@ApiErrorResponses({401, 403})
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-json-login",
      "lumoauth.web.routes=POST ~/oauth/login/json",
      "lumoauth.web.routes=OPTIONS ~/oauth/login/json",
      HttpHandler.SUMMARY + "=POST: Sign a user in from a page of a trusted origin",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=open"
    })
public final class JsonLoginEndpoint implements HttpHandler {
  private static final String METHOD = EnabledAuthenticationMethodRegistry.PASSWORD;

  private final LoginAttemptStore attempts;
  private final LoginBrowserBinding browser;
  private final LoginCompletionService completion;
  private final EnabledAuthenticationMethodRegistry methods;
  private final LoginSubjectResolver people;
  private final AuthenticationMethodRunner proofs;
  private final SettingsStore settings;

  @Activate
  public JsonLoginEndpoint(
      @Reference LoginAttemptStore attempts,
      @Reference LoginBrowserBinding browser,
      @Reference LoginCompletionService completion,
      @Reference EnabledAuthenticationMethodRegistry methods,
      @Reference LoginSubjectResolver people,
      @Reference AuthenticationMethodRunner proofs,
      @Reference SettingsStore settings) {
    this.attempts = attempts;
    this.browser = browser;
    this.completion = completion;
    this.methods = methods;
    this.people = people;
    this.proofs = proofs;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    allowOrigin(exchange);
    if (exchange.request().getMethod().equals("OPTIONS")) {
      exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    exchange.response().setHeader("Cache-Control", "no-store");
    var entered = JsonLoginRequest.read(exchange.readFlatJson());
    if (entered.isEmpty()) {
      answer(
          exchange,
          400,
          "invalid_request",
          "identifier and password are required and must be strings.");
    } else if (!methods.isPermitted(exchange.tenant(), METHOD)) {
      throw ApiException.forbidden(
          "Sign-in with a password is not enabled for this tenant. An administrator "
              + "can enable it.");
    } else if (methods.findInitial(exchange.tenant()).contains(METHOD)) {
      signIn(exchange, entered.get());
    } else {
      throw ApiException.moduleUnavailable("authn-" + METHOD);
    }
  }

  private void signIn(HttpExchange exchange, JsonLoginRequest entered) throws IOException {
    var visit = visit(exchange, entered);
    var subject = people.resolve(exchange.tenant(), entered.identifier());
    var state =
        visit.state().identified(entered.identifier(), subject).remembering(entered.remember());
    var begun = proofs.begin(visit, state, METHOD, Map.of());
    if (begun
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationInputRequired asks) {
      var step = asks.state().step().orElseThrow();
      var input = Map.of(METHOD, entered.password());
      lead(visit, asks.state(), proofs.verify(visit, asks.state(), step, input));
    } else {
      lead(visit, state, begun);
    }
  }

  private void lead(
      LoginPageRequest visit,
      LoginState state,
      AuthenticationMethodRunner.VerificationOutcome outcome)
      throws IOException {
    if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationComplete enough) {
      finish(visit, enough.state());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.FurtherMethodRequired further) {
      challenge(visit, further.state());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationInputRequired asks) {
      challenge(visit, asks.state());
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationLimited tooMany) {
      tooMany(visit, state, tooMany);
    } else if (outcome
        instanceof AuthenticationMethodRunner.VerificationOutcome.VerificationUnavailable) {
      attempts.drop(visit.tenant(), visit.entry());
      throw ApiException.temporarilyUnavailable(
          "The credentials cannot be verified now. Try again shortly.",
          LoginPageRenderer.COME_AGAIN);
    } else {
      attempts.drop(visit.tenant(), visit.entry());
      refuse(visit, state, outcome);
    }
  }

  private void finish(LoginPageRequest visit, LoginState state) throws IOException {
    LoginCompletionService.LoginOutcome end;
    try {
      end = completion.finish(visit, state);
    } catch (PostLoginStepException e) {
      completion.fail(visit, e);
      answer(visit.exchange(), 500, "server_error", "The server failed to process the request.");
      return;
    }
    if (end instanceof LoginCompletionService.LoginOutcome.LoginStepsRequired asks) {
      challenge(visit, asks.state());
    } else if (end instanceof LoginCompletionService.LoginOutcome.LoginSuccess) {
      visit.exchange().writeJson(200, Map.of("status", "complete"));
    } else {
      attempts.drop(visit.tenant(), visit.entry());
      answer(
          visit.exchange(), 401, "invalid_credentials", "The identifier or password is incorrect.");
    }
  }

  /** The pages continue the stored sign-in. */
  private void challenge(LoginPageRequest visit, LoginState state) throws IOException {
    var attempt = attempts.save(visit.tenant(), visit.entry(), state).orElseThrow();
    var cookie = browser.setCookie(visit.tenant(), visit.secret());
    visit.exchange().response().addHeader("Set-Cookie", cookie);
    visit
        .exchange()
        .writeJson(
            200,
            Map.of(
                "status",
                "mfa_required",
                "challenge_url",
                LoginUrls.login(visit.tenant(), attempt)));
  }

  private void refuse(
      LoginPageRequest visit,
      LoginState state,
      AuthenticationMethodRunner.VerificationOutcome outcome)
      throws IOException {
    var subject = state.subject().orElseThrow();
    boolean proven =
        outcome
                instanceof
                AuthenticationMethodRunner.VerificationOutcome.VerificationRefused refused
            && !refused.admitted();
    if (!proven || UnknownUserSubjectFactory.isUnknown(subject)) {
      answer(
          visit.exchange(), 401, "invalid_credentials", "The identifier or password is incorrect.");
    } else if (people.isBlocked(visit.tenant(), subject)) {
      answer(visit.exchange(), 403, "blocked", "The account was blocked by an administrator.");
    } else {
      answer(visit.exchange(), 403, "inactive", "The account is inactive.");
    }
  }

  /**
   * If the tenant allows mailed links, the pages offer one, regardless of whether the account
   * exists.
   */
  private void tooMany(
      LoginPageRequest visit,
      LoginState state,
      AuthenticationMethodRunner.VerificationOutcome.VerificationLimited outcome)
      throws IOException {
    var until = outcome.until();
    long seconds = Math.max(1, Duration.between(Instant.now(), until).toSeconds());
    visit.exchange().response().setHeader("Retry-After", Long.toString(seconds));
    if (methods.isLinkOffered(visit.tenant(), state, outcome.method())) {
      challenge(visit, state.step().map(step -> state.at(step.limited(until))).orElse(state));
      return;
    }
    attempts.drop(visit.tenant(), visit.entry());
    answer(
        visit.exchange(),
        429,
        "rate_limited",
        "Too many sign-in attempts. Wait a while, then try again.");
  }

  /** Begins a sign-in like those of the pages, bound to the browser that sent the request. */
  private LoginPageRequest visit(HttpExchange exchange, JsonLoginRequest entered) {
    var tenant = exchange.tenant();
    var secret = browser.secret(tenant, exchange.view()).orElseGet(browser::newSecret);
    var begun = LoginState.begun(entered.requirement(), LoginUrls.account(tenant));
    var entry = attempts.begin(begun.in(browser.hash(secret)));
    return new LoginPageRequest(exchange, entry.key(), entry, secret, Map.of());
  }

  /**
   * Rejects requests from origins that are not trusted (login CSRF); all browsers send the origin
   * with a {@code POST}.
   */
  private void allowOrigin(HttpExchange exchange) {
    var response = exchange.response();
    response.addHeader("Vary", "Origin");
    var origin = Optional.ofNullable(exchange.request().getHeader("Origin"));
    if (origin.filter(name -> trusted(exchange, name)).isEmpty()) {
      throw ApiException.forbidden(
          "The Origin of the request is not allowed to sign users in. An "
              + "administrator can add it to the trusted origins.");
    }
    response.setHeader("Access-Control-Allow-Origin", origin.get());
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Methods", "POST");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type");
    response.setHeader("Access-Control-Max-Age", "600");
  }

  private boolean trusted(HttpExchange exchange, String origin) {
    List<String> others = LoginFlowSettings.TRUSTED_ORIGINS.read(settings, exchange.tenant());
    return others.contains(origin)
        || WebOriginParser.of(exchange.baseUrl()).filter(origin::equals).isPresent();
  }

  private static void answer(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    var body = new HashMap<String, Object>();
    body.put("status", code);
    body.put("message", message);
    body.put("error", code);
    body.put("error_description", message);
    exchange.writeJson(status, body);
  }
}
