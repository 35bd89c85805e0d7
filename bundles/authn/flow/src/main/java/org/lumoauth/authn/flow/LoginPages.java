package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows the pages of a sign-in. Every form of them goes by {@code POST} to {@code action} with the
 * fields {@code hidden}; what it asks for is in the field {@code step}: {@code identify}, {@code
 * prove} (the default), {@code method} (with {@code method}), {@code switch}, {@code stay} or
 * {@code cancel}.
 *
 * <p>Every model has {@code action}, {@code hidden}, {@code self}, {@code client} ({@code {name}},
 * if there is one) and {@code error} (a code, if something is to be put right). Beside these:
 *
 * <ul>
 *   <li>{@code sign-in}: {@code identifier} to fill in, {@code registerUrl} if people can register
 *   <li>{@code choose-account}: {@code account} ({@code {identifier, name?}}) who is signed in
 *   <li>a method's form: its own model, {@code account} ({@code {identifier}}), {@code methods}
 *       ({@code [{name}]}, the other ways), {@code recoveryUrl} if there is one, {@code remember}
 *       whether people may stay signed in (field {@code remember}), {@code fixed} whether it has to
 *       be this account
 *   <li>{@code too-many-attempts}: {@code until} (a time), {@code seconds}
 * </ul>
 */
@Component(service = LoginPages.class)
public final class LoginPages {
  static final int REFUSED = 422;
  private static final int TOO_MANY = 429;

  private final Pages pages;
  private final LoginBrowser browser;
  private final FlowNeighbours neighbours;
  private final Subjects subjects;
  private final SettingsStore settings;
  private final InstantSource clock;

  @Activate
  public LoginPages(
      @Reference Pages pages,
      @Reference LoginBrowser browser,
      @Reference FlowNeighbours neighbours,
      @Reference Subjects subjects,
      @Reference SettingsStore settings) {
    this(pages, browser, neighbours, subjects, settings, InstantSource.system());
  }

  LoginPages(
      Pages pages,
      LoginBrowser browser,
      FlowNeighbours neighbours,
      Subjects subjects,
      SettingsStore settings,
      InstantSource clock) {
    this.pages = pages;
    this.browser = browser;
    this.neighbours = neighbours;
    this.subjects = subjects;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who is it? */
  void identifier(Visit visit, int status, Optional<String> error) throws IOException {
    var model = model(visit, error);
    model.put(
        "identifier",
        visit.field("identifier").or(() -> visit.state().requirement().loginHint()).orElse(""));
    neighbours
        .registration(visit.tenant(), visit.attempt())
        .ifPresent(url -> model.put("registerUrl", url));
    show(visit, status, "sign-in", model);
  }

  /** Is it still them? */
  void chooseAccount(Visit visit, Session session, String identifier) throws IOException {
    var model = model(visit, Optional.empty());
    var name = subjects.displayName(visit.tenant(), session.subject());
    model.put("account", Map.of("identifier", identifier, "name", name));
    show(visit, 200, "choose-account", model);
  }

  /** A method's form. */
  void method(Visit visit, List<String> others, int status, Optional<String> error)
      throws IOException {
    var state = visit.state();
    var step = state.step().orElseThrow();
    var model = new HashMap<>(step.model());
    model.putAll(model(visit, error));
    model.put("account", Map.of("identifier", state.identifier().orElse("")));
    model.put("methods", others.stream().map(name -> Map.of("name", name)).toList());
    model.put("remember", canRemember(visit) && state.proven().isEmpty());
    model.put("fixed", state.requirement().subject().isPresent());
    neighbours
        .recovery(visit.tenant(), visit.attempt())
        .ifPresent(url -> model.put("recoveryUrl", url));
    show(visit, status, step.view(), model);
  }

  /** Not now. */
  void tooMany(Visit visit, Instant until) throws IOException {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds());
    var model = model(visit, Optional.empty());
    model.put("until", until);
    model.put("seconds", seconds);
    visit.exchange().response().setHeader("Retry-After", Long.toString(seconds));
    show(visit, TOO_MANY, "too-many-attempts", model);
  }

  /** It cannot go on. */
  void over(Exchange exchange, int status, String code) throws IOException {
    var model =
        Map.<String, Object>of(
            "code", code,
            "requestId", exchange.requestId(),
            "retryUrl", Addresses.path(exchange.tenant()));
    var locales = pages.locales(exchange.tenant(), exchange.view(), "");
    exchange.writePage(
        status, pages.render(exchange.tenant(), PageRequest.of("error", model, locales)));
  }

  /** Whether people of this tenant may stay signed in. */
  boolean canRemember(Visit visit) {
    return Boolean.TRUE.equals(
        settings.read(visit.tenant(), FlowSettings.SECTION).get(FlowSettings.REMEMBER));
  }

  private Map<String, Object> model(Visit visit, Optional<String> error) {
    var tenant = visit.tenant();
    var model = new HashMap<String, Object>();
    model.put("action", Addresses.path(tenant));
    model.put(
        "hidden",
        Map.of(
            "attempt", visit.attempt(),
            "token", browser.formToken(tenant, visit.attempt(), visit.secret())));
    model.put("self", Addresses.path(tenant) + "?attempt=" + Addresses.encode(visit.attempt()));
    neighbours
        .client(tenant, visit.state())
        .ifPresent(client -> model.put("client", Map.of("name", client.name())));
    error.ifPresent(code -> model.put("error", code));
    return model;
  }

  private void show(Visit visit, int status, String template, Map<String, Object> model)
      throws IOException {
    var tenant = visit.tenant();
    var wanted = visit.state().requirement().uiLocales().orElse("");
    var targets = FormTargets.of(neighbours.client(tenant, visit.state()));
    var locales = pages.locales(tenant, visit.view(), wanted);
    visit
        .exchange()
        .writePage(
            status, pages.render(tenant, new PageRequest(template, model, locales, targets)));
  }
}
