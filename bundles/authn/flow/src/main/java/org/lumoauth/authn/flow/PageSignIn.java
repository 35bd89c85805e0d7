package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.UiLocales;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs people in by pages below {@code /t/{slug}/login}. */
@Component(service = {SignIn.class, PageSignIn.class})
public final class PageSignIn implements SignIn {
  private final LoginAttempts attempts;
  private final LoginBrowser browser;
  private final Methods methods;
  private final FlowNeighbours neighbours;
  private final FollowingSteps steps;
  private final KnownBrowsers known;

  @Activate
  public PageSignIn(
      @Reference LoginAttempts attempts,
      @Reference LoginBrowser browser,
      @Reference Methods methods,
      @Reference FlowNeighbours neighbours,
      @Reference FollowingSteps steps,
      @Reference KnownBrowsers known) {
    this.attempts = attempts;
    this.browser = browser;
    this.methods = methods;
    this.neighbours = neighbours;
    this.steps = steps;
    this.known = known;
  }

  @Override
  public boolean satisfied(TenantContext tenant, Session session, SignInRequirement requirement) {
    return proven(tenant, session, requirement)
        && !steps.required(tenant, session.subject(), requirement.clientId());
  }

  @Override
  public boolean pending(TenantContext tenant, Session session, SignInRequirement requirement) {
    return proven(tenant, session, requirement)
        && steps.required(tenant, session.subject(), requirement.clientId());
  }

  private boolean proven(TenantContext tenant, Session session, SignInRequirement requirement) {
    var wanted = reachable(tenant, requirement);
    return Requirements.recent(session, wanted)
        && Requirements.sameSubject(session, wanted)
        && (Requirements.strong(Strength.level(session.acr()).orElse(0), wanted)
            || !wanted.acrEssential() && proves(tenant, session));
  }

  @Override
  public String begin(TenantContext tenant, SignInRequirement requirement, String returnTo) {
    return begin(tenant, begun(tenant, requirement, returnTo));
  }

  @Override
  public Begun begin(
      TenantContext tenant, SignInRequirement requirement, String returnTo, RequestView request) {
    var secret = browser.begins(tenant, request);
    return begun(
        tenant, begin(tenant, bound(tenant, requirement, returnTo, request, secret)), secret);
  }

  @Override
  public Begun beginById(
      TenantContext tenant, SignInRequirement requirement, String returnTo, RequestView request) {
    var secret = browser.begins(tenant, request);
    var id = attempts.store(tenant, bound(tenant, requirement, returnTo, request, secret));
    return begun(tenant, Addresses.login(tenant, id), secret);
  }

  /**
   * One that has begun, in the browser that goes on with it. Who comes by a link goes on in the
   * language that it asks for.
   */
  LoginState bound(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      RequestView request,
      Optional<String> secret) {
    var languages =
        requirement.uiLocales().isPresent() ? Optional.<String>empty() : UiLocales.in(request);
    var begun =
        languages
            .map(tags -> begun(tenant, in(tags, requirement), UiLocales.keptIn(returnTo, request)))
            .orElseGet(() -> begun(tenant, requirement, returnTo));
    return secret.map(browser::hash).map(begun::in).orElse(begun);
  }

  private Begun begun(TenantContext tenant, String url, Optional<String> secret) {
    return new Begun(url, secret.map(given -> browser.setCookie(tenant, given)));
  }

  private LoginState begun(TenantContext tenant, SignInRequirement requirement, String returnTo) {
    Addresses.requirePath(returnTo);
    return LoginState.begun(reachable(tenant, requirement), returnTo);
  }

  private String begin(TenantContext tenant, LoginState state) {
    var begun = attempts.begin(state);
    return Addresses.login(tenant, attempts.save(tenant, begun, state).orElseThrow());
  }

  @Override
  public boolean registers(TenantContext tenant) {
    return neighbours.registers(tenant);
  }

  @Override
  public boolean takesPasswords(TenantContext tenant) {
    return methods.permitted(tenant, Methods.PASSWORD);
  }

  @Override
  public Optional<String> recovered(TenantContext tenant, SubjectRef user, RequestView request) {
    methods.recovered(
        tenant,
        new Attempt(
            "",
            Optional.of(user),
            Map.of(),
            request.remoteAddress(),
            known.known(tenant, request, user)));
    return Optional.of(known.signedIn(tenant, request, user));
  }

  @Override
  public List<String> contextClasses(TenantContext tenant) {
    return IntStream.rangeClosed(1, methods.highest(tenant)).mapToObj(Strength::acr).toList();
  }

  /** Whoever comes by the link of a mail signs in, and comes back, in the language of that. */
  private static SignInRequirement in(String languages, SignInRequirement of) {
    return new SignInRequirement(
        of.notBefore(),
        of.acrValues(),
        of.acrEssential(),
        of.subject(),
        of.loginHint(),
        of.chooseAccount(),
        of.create(),
        Optional.of(languages),
        of.clientId());
  }

  /** Whether the session's user has proven all that they can. */
  private boolean proves(TenantContext tenant, Session session) {
    return methods.further(tenant, session.subject(), session.amr()).isEmpty();
  }

  /** What is only preferred and no method reaches is not asked for. */
  private SignInRequirement reachable(TenantContext tenant, SignInRequirement requirement) {
    if (requirement.acrEssential() || requirement.acrValues().isEmpty()) {
      return requirement;
    }
    var reached = contextClasses(tenant);
    return requirement.wishing(requirement.acrValues().stream().filter(reached::contains).toList());
  }
}
