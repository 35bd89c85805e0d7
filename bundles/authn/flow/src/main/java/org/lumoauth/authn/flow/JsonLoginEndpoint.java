package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/oauth/login/json}: signs somebody in from a page of a trusted origin. It is the
 * pages' sign-in without pages: what a password does not finish goes on at {@code challenge_url},
 * in the same browser. Whoever is told {@code blocked} or {@code inactive} has shown the right
 * password before.
 */
@Takes(
    members = {
      @Member(value = "identifier", says = "Needed, or email, or username"),
      @Member("email"),
      @Member("username"),
      @Member(value = "password", needed = true),
      @Member(value = "remember", type = boolean.class),
      @Member(value = "remember_me", type = boolean.class),
      @Member("client_id"),
      @Member("acr_values")
    })
@AnswersWith(status = 200)
@Refuses({401, 403})
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-json-login",
      "lumoauth.web.routes=POST ~/oauth/login/json",
      "lumoauth.web.routes=OPTIONS ~/oauth/login/json",
      "lumoauth.web.guard=open"
    })
public final class JsonLoginEndpoint implements HotEndpoint {
  private static final String METHOD = Methods.PASSWORD;

  private final LoginAttempts attempts;
  private final LoginBrowser browser;
  private final LoginCompletion completion;
  private final Methods methods;
  private final People people;
  private final Proofs proofs;
  private final SettingsStore settings;

  @Activate
  public JsonLoginEndpoint(
      @Reference LoginAttempts attempts,
      @Reference LoginBrowser browser,
      @Reference LoginCompletion completion,
      @Reference Methods methods,
      @Reference People people,
      @Reference Proofs proofs,
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
  public void handle(Exchange exchange) throws IOException {
    allowOrigin(exchange);
    if (exchange.request().getMethod().equals("OPTIONS")) {
      exchange.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    exchange.response().setHeader("Cache-Control", "no-store");
    var entered = JsonLogin.read(exchange.readFlatJson());
    if (entered.isEmpty()) {
      answer(exchange, 400, "invalid_request", "identifier and password are needed, as text.");
    } else if (!methods.permitted(exchange.tenant(), METHOD)) {
      throw Problem.forbidden("People do not sign in by a password here.");
    } else if (methods.first(exchange.tenant()).contains(METHOD)) {
      signIn(exchange, entered.get());
    } else {
      throw Problem.moduleUnavailable("authn-" + METHOD);
    }
  }

  private void signIn(Exchange exchange, JsonLogin entered) throws IOException {
    var visit = visit(exchange, entered);
    var subject = people.named(exchange.tenant(), entered.identifier());
    var state =
        visit.state().identified(entered.identifier(), subject).remembering(entered.remember());
    var begun = proofs.begin(visit, state, METHOD, Map.of());
    if (begun instanceof Proofs.Outcome.Asks asks) {
      var step = asks.state().step().orElseThrow();
      var input = Map.of(METHOD, entered.password());
      lead(visit, asks.state(), proofs.prove(visit, asks.state(), step, input));
    } else {
      lead(visit, state, begun);
    }
  }

  private void lead(Visit visit, LoginState state, Proofs.Outcome outcome) throws IOException {
    if (outcome instanceof Proofs.Outcome.Enough enough) {
      finish(visit, enough.state());
    } else if (outcome instanceof Proofs.Outcome.Further further) {
      challenge(visit, further.state());
    } else if (outcome instanceof Proofs.Outcome.Asks asks) {
      challenge(visit, asks.state());
    } else if (outcome instanceof Proofs.Outcome.TooMany tooMany) {
      tooMany(visit, state, tooMany);
    } else if (outcome instanceof Proofs.Outcome.Unavailable) {
      attempts.drop(visit.tenant(), visit.entry());
      throw Problem.temporarilyUnavailable(
          "The proof can't be looked at now; try again shortly.", LoginPages.COME_AGAIN);
    } else {
      attempts.drop(visit.tenant(), visit.entry());
      refuse(visit, state, outcome);
    }
  }

  private void finish(Visit visit, LoginState state) throws IOException {
    LoginCompletion.End end;
    try {
      end = completion.finish(visit, state);
    } catch (StepFailed e) {
      completion.fail(visit, e);
      answer(visit.exchange(), 500, "server_error", "Something broke on our side.");
      return;
    }
    if (end instanceof LoginCompletion.End.Asks asks) {
      challenge(visit, asks.state());
    } else if (end instanceof LoginCompletion.End.Signed) {
      visit.exchange().writeJson(200, Map.of("status", "complete"));
    } else {
      attempts.drop(visit.tenant(), visit.entry());
      answer(visit.exchange(), 401, "invalid_credentials", "Name or password are not right.");
    }
  }

  /** The rest is for the pages: they find the sign-in where it stands. */
  private void challenge(Visit visit, LoginState state) throws IOException {
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
                Addresses.login(visit.tenant(), attempt)));
  }

  private void refuse(Visit visit, LoginState state, Proofs.Outcome outcome) throws IOException {
    var subject = state.subject().orElseThrow();
    boolean proven = outcome instanceof Proofs.Outcome.Refused refused && !refused.admitted();
    if (!proven || Unknown.is(subject)) {
      answer(visit.exchange(), 401, "invalid_credentials", "Name or password are not right.");
    } else if (people.blocked(visit.tenant(), subject)) {
      answer(visit.exchange(), 403, "blocked", "The account was blocked by an administrator.");
    } else {
      answer(visit.exchange(), 403, "inactive", "The account cannot be used.");
    }
  }

  /** Where the tenant has mailed links the pages offer one, whether there is such an account. */
  private void tooMany(Visit visit, LoginState state, Proofs.Outcome.TooMany outcome)
      throws IOException {
    var until = outcome.until();
    long seconds = Math.max(1, Duration.between(Instant.now(), until).toSeconds());
    visit.exchange().response().setHeader("Retry-After", Long.toString(seconds));
    if (methods.offersLink(visit.tenant(), state, outcome.method())) {
      challenge(visit, state.step().map(step -> state.at(step.limited(until))).orElse(state));
      return;
    }
    attempts.drop(visit.tenant(), visit.entry());
    answer(visit.exchange(), 429, "rate_limited", "There were too many attempts.");
  }

  /** A sign-in like one that the pages begin, bound to the browser that sent the request. */
  private Visit visit(Exchange exchange, JsonLogin entered) {
    var tenant = exchange.tenant();
    var secret = browser.secret(tenant, exchange.view()).orElseGet(browser::newSecret);
    var begun = LoginState.begun(entered.requirement(), Addresses.account(tenant));
    var entry = attempts.begin(begun.in(browser.hash(secret)));
    return new Visit(exchange, entry.key(), entry, secret, Map.of());
  }

  /**
   * Lets nobody sign a browser in but pages that are trusted (login CSRF); all browsers name the
   * origin with a {@code POST}.
   */
  private void allowOrigin(Exchange exchange) {
    var response = exchange.response();
    response.addHeader("Vary", "Origin");
    var origin = Optional.ofNullable(exchange.request().getHeader("Origin"));
    if (origin.filter(name -> trusted(exchange, name)).isEmpty()) {
      throw Problem.forbidden("Pages of this origin may not sign people in.");
    }
    response.setHeader("Access-Control-Allow-Origin", origin.get());
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Access-Control-Allow-Methods", "POST");
    response.setHeader("Access-Control-Allow-Headers", "Content-Type");
    response.setHeader("Access-Control-Max-Age", "600");
  }

  private boolean trusted(Exchange exchange, String origin) {
    List<String> others =
        FlowSettings.texts(
            settings
                .read(exchange.tenant(), FlowSettings.SECTION)
                .get(FlowSettings.TRUSTED_ORIGINS));
    return others.contains(origin)
        || Origins.of(exchange.baseUrl()).filter(origin::equals).isPresent();
  }

  private static void answer(Exchange exchange, int status, String code, String message)
      throws IOException {
    var body = new HashMap<String, Object>();
    body.put("status", code);
    body.put("message", message);
    body.put("error", code);
    body.put("error_description", message);
    exchange.writeJson(status, body);
  }
}
