package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.tenant.TenantContext;
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

  @Activate
  public PageSignIn(
      @Reference LoginAttempts attempts,
      @Reference LoginBrowser browser,
      @Reference Methods methods,
      @Reference FlowNeighbours neighbours,
      @Reference FollowingSteps steps) {
    this.attempts = attempts;
    this.browser = browser;
    this.methods = methods;
    this.neighbours = neighbours;
    this.steps = steps;
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
    return begun(tenant, begin(tenant, bound(tenant, requirement, returnTo, secret)), secret);
  }

  @Override
  public Begun beginById(
      TenantContext tenant, SignInRequirement requirement, String returnTo, RequestView request) {
    var secret = browser.begins(tenant, request);
    var id = attempts.store(tenant, bound(tenant, requirement, returnTo, secret));
    return begun(tenant, Addresses.login(tenant, id), secret);
  }

  private LoginState bound(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      Optional<String> secret) {
    var begun = begun(tenant, requirement, returnTo);
    return secret.map(browser::hash).map(begun::in).orElse(begun);
  }

  private Begun begun(TenantContext tenant, String url, Optional<String> secret) {
    return new Begun(url, secret.map(given -> browser.setCookie(tenant, given)));
  }

  /** A sign-in that has begun and is bound to no browser. */
  LoginState begun(TenantContext tenant, SignInRequirement requirement, String returnTo) {
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
  public List<String> contextClasses(TenantContext tenant) {
    return IntStream.rangeClosed(1, methods.highest(tenant)).mapToObj(Strength::acr).toList();
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
    return new SignInRequirement(
        requirement.notBefore(),
        requirement.acrValues().stream().filter(reached::contains).toList(),
        false,
        requirement.subject(),
        requirement.loginHint(),
        requirement.chooseAccount(),
        requirement.create(),
        requirement.uiLocales(),
        requirement.clientId());
  }
}
