/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod.SignInOption;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.authn.flow.state.LoginBrowserBinding;
import org.lumoauth.authn.flow.state.LoginState.LoginMethodStep;
import org.lumoauth.authn.flow.state.PostAuthenticationState;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Renders the pages of a sign-in: {@code identifier}, {@code choose-account}, {@code
 * choose-method}, and the forms of methods and post-login steps. Every form is sent by {@code POST}
 * to {@code action} with the fields {@code hidden}, of which {@code step} is the requested
 * operation: {@code identify}, {@code choose}, {@code prove}, {@code stay}, {@code follow}. The
 * links {@code notYouUrl}, {@code cancelUrl} and those of {@code alternatives} leave a page. Each
 * template documents its other variables at the top.
 */
@Component(service = LoginPageRenderer.class)
public final class LoginPageRenderer {
  static final int REFUSED = 422;
  static final int UNAVAILABLE = 503;

  /** The time until a retry if a dependency is unavailable. */
  public static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private static final int TOO_MANY = 429;

  private final HtmlPageRenderer pages;
  private final LoginBrowserBinding browser;
  private final LoginOptionalModuleLookup neighbours;
  private final SubjectDirectory subjects;
  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public LoginPageRenderer(
      @Reference HtmlPageRenderer pages,
      @Reference LoginBrowserBinding browser,
      @Reference LoginOptionalModuleLookup neighbours,
      @Reference SubjectDirectory subjects,
      @Reference SettingsStore settings,
      @Reference InstantSource clock) {
    this.pages = pages;
    this.browser = browser;
    this.neighbours = neighbours;
    this.subjects = subjects;
    this.settings = settings;
    this.clock = clock;
  }

  /** Renders the form for the identifier. */
  void renderIdentifier(
      LoginPageRequest visit,
      Map<String, List<SignInOption>> methods,
      int status,
      Optional<String> error)
      throws IOException {
    var ways = new ArrayList<Map<String, Object>>();
    methods.forEach(
        (method, all) ->
            all.forEach(way -> ways.add(LoginPageRenderer.button(visit, method, way))));
    var model = model(visit, "identify", error);
    model.put("alternatives", ways);
    model.put(
        "identifier",
        visit.field("identifier").or(() -> visit.state().requirement().loginHint()).orElse(""));
    model.put("username", LoginFlowSettings.USERNAME.read(settings, visit.tenant()));
    neighbours.registrationUrl(visit).ifPresent(url -> model.put("registerUrl", url));
    show(visit, status, "identifier", model);
  }

  private static Map<String, Object> button(
      LoginPageRequest visit, String method, SignInOption way) {
    var button = new HashMap<String, Object>();
    button.put("value", method);
    way.label().ifPresent(text -> button.put("label", text));
    button.put("icon", way.icon().orElse("key"));
    button.put(
        "href",
        self(visit) + "&method=" + LoginUrls.encode(method) + "&way=" + LoginUrls.encode(way.id()));
    return button;
  }

  /** Renders the choice between several methods. */
  void renderMethodChoice(LoginPageRequest visit, List<String> methods) throws IOException {
    var state = visit.state();
    var model = model(visit, "choose", Optional.empty());
    model.put("account", Map.of("identifier", state.identifier().orElse("")));
    model.put("methods", methods.stream().map(name -> Map.of("value", name)).toList());
    model.put("stepUp", !state.proven().isEmpty());
    if (state.requirement().subject().isEmpty()) {
      model.put("notYouUrl", self(visit) + "&switch");
    }
    show(visit, 200, "choose-method", model);
  }

  /** Renders the confirmation of the signed-in account. */
  void renderAccountChoice(LoginPageRequest visit, Session session, String identifier)
      throws IOException {
    var model = model(visit, "stay", Optional.empty());
    var name = subjects.displayName(visit.tenant(), session.subject());
    model.put("account", Map.of("identifier", identifier, "name", name));
    model.put("notYouUrl", self(visit) + "&switch");
    show(visit, 200, "choose-account", model);
  }

  /** Renders a method's form. */
  void renderMethod(LoginPageRequest visit, List<String> others, int status, Optional<String> error)
      throws IOException {
    show(visit, status, view(visit), methodModel(visit, others, error));
  }

  /** Renders the form of a post-login step. */
  void renderPostLoginStep(
      LoginPageRequest visit,
      PostAuthenticationState.PostLoginForm form,
      String identifier,
      int status)
      throws IOException {
    var model = new HashMap<>(form.model());
    model.putAll(model(visit, "follow", Optional.empty()));
    model.put("account", Map.of("identifier", identifier));
    model.put("notYouUrl", self(visit) + "&switch");
    show(visit, status, form.view(), model);
  }

  /** Renders the form of a method that is temporarily locked because of too many attempts. */
  void renderLimited(LoginPageRequest visit, List<String> others, Instant until)
      throws IOException {
    long seconds = secondsUntil(until);
    visit.exchange().response().setHeader("Retry-After", Long.toString(seconds));
    if (visit.state().step().filter(step -> !step.away()).isEmpty()) {
      renderError(visit.exchange(), TOO_MANY, "too_many_attempts");
      return;
    }
    var model = methodModel(visit, others, Optional.of("throttled"));
    model.put("retryAfter", seconds);
    show(visit, TOO_MANY, view(visit), model);
  }

  /** Renders the locked form with the offer of a mailed link and the waiting time. */
  void renderLinkOffer(LoginPageRequest visit, List<String> others, Instant until)
      throws IOException {
    if (visit.state().step().filter(step -> !step.away()).isEmpty()) {
      renderLimited(visit, others, until);
      return;
    }
    var rest =
        others.stream()
            .filter(name -> !name.equals(EnabledAuthenticationMethodRegistry.MAGIC_LINK))
            .toList();
    var model = methodModel(visit, rest, Optional.of("throttled"));
    long seconds = secondsUntil(until);
    visit.exchange().response().setHeader("Retry-After", Long.toString(seconds));
    model.put("retryAfter", seconds);
    model.put("linkUrl", self(visit) + "&method=" + EnabledAuthenticationMethodRegistry.MAGIC_LINK);
    show(visit, 200, view(visit), model);
  }

  /** Renders the current step of a sign-in: its form, or the link that is offered instead. */
  void renderStep(LoginPageRequest visit, List<String> others) throws IOException {
    var limited = visit.state().step().flatMap(LoginMethodStep::limitedUntil);
    if (limited.filter(until -> until.isAfter(clock.instant())).isPresent()
        && others.contains(EnabledAuthenticationMethodRegistry.MAGIC_LINK)) {
      renderLinkOffer(visit, others, limited.get());
    } else {
      renderMethod(visit, others, 200, Optional.empty());
    }
  }

  private long secondsUntil(Instant until) {
    return Math.max(1, Duration.between(clock.instant(), until).toSeconds());
  }

  private static String view(LoginPageRequest visit) {
    return visit.state().step().orElseThrow().view();
  }

  private Map<String, Object> methodModel(
      LoginPageRequest visit, List<String> others, Optional<String> error) {
    var state = visit.state();
    var model = new HashMap<>(state.step().orElseThrow().model());
    model.putAll(model(visit, "prove", error));
    model.put("account", Map.of("identifier", state.identifier().orElse("")));
    model.put(
        "alternatives",
        others.stream()
            .map(name -> Map.of("value", name, "href", self(visit) + "&method=" + name))
            .toList());
    model.put("remember", canRemember(visit) && state.proven().isEmpty());
    model.put("remembered", visit.remembering().remember());
    if (state.requirement().subject().isEmpty()) {
      model.put("notYouUrl", self(visit) + "&switch");
    }
    neighbours.recoveryUrl(visit).ifPresent(url -> model.put("forgotUrl", url));
    return model;
  }

  /** Renders the page of a sign-in that cannot continue. */
  public void renderError(HttpExchange exchange, int status, String code) throws IOException {
    var model =
        Map.<String, Object>of(
            "code", code,
            "requestId", exchange.requestId(),
            "retryUrl", LoginUrls.path(exchange.tenant()));
    var locales = pages.locales(exchange.tenant(), exchange.view(), "");
    exchange.writePage(
        status, pages.render(exchange.tenant(), HtmlPageRenderRequest.of("error", model, locales)));
  }

  /** Returns whether users of this tenant can stay signed in. */
  boolean canRemember(LoginPageRequest visit) {
    return LoginFlowSettings.REMEMBER.read(settings, visit.tenant());
  }

  private Map<String, Object> model(LoginPageRequest visit, String step, Optional<String> error) {
    var tenant = visit.tenant();
    var model = new HashMap<String, Object>();
    model.put("action", LoginUrls.path(tenant));
    model.put(
        "hidden",
        Map.of(
            "attempt", visit.attempt(),
            "step", step,
            "token", browser.formToken(tenant, visit.attempt(), visit.secret())));
    model.put("self", self(visit));
    model.put("cancelUrl", self(visit) + "&cancel");
    error.ifPresent(code -> model.put("error", code));
    return model;
  }

  private static String self(LoginPageRequest visit) {
    return LoginUrls.path(visit.tenant()) + "?attempt=" + LoginUrls.encode(visit.attempt());
  }

  private void show(LoginPageRequest visit, int status, String template, Map<String, Object> model)
      throws IOException {
    var tenant = visit.tenant();
    var wanted = visit.state().requirement().uiLocales().orElse("");
    var client = neighbours.findClient(tenant, visit.state());
    client.ifPresent(found -> model.put("client", Map.of("name", found.name())));
    var targets = FormActionOriginResolver.of(client);
    var locales = pages.locales(tenant, visit.view(), wanted);
    visit
        .exchange()
        .writePage(
            status,
            pages.render(tenant, new HtmlPageRenderRequest(template, model, locales, targets)));
  }
}
