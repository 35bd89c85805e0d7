/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.state.KnownBrowserCookie;
import org.lumoauth.authn.flow.state.LoginAttemptStore;
import org.lumoauth.authn.flow.state.LoginBrowserBinding;
import org.lumoauth.authn.flow.state.LoginState;
import org.lumoauth.platform.web.page.UiLocalesParameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs users in with pages below {@code /t/{slug}/login}. */
@Component(service = {SignInService.class, LoginPageSignInService.class})
public final class LoginPageSignInService implements SignInService {
  private final LoginAttemptStore attempts;
  private final LoginBrowserBinding browser;
  private final EnabledAuthenticationMethodRegistry methods;
  private final LoginOptionalModuleLookup neighbours;
  private final PostLoginStepRegistry steps;
  private final KnownBrowserCookie known;

  @Activate
  public LoginPageSignInService(
      @Reference LoginAttemptStore attempts,
      @Reference LoginBrowserBinding browser,
      @Reference EnabledAuthenticationMethodRegistry methods,
      @Reference LoginOptionalModuleLookup neighbours,
      @Reference PostLoginStepRegistry steps,
      @Reference KnownBrowserCookie known) {
    this.attempts = attempts;
    this.browser = browser;
    this.methods = methods;
    this.neighbours = neighbours;
    this.steps = steps;
    this.known = known;
  }

  @Override
  public boolean isSatisfied(TenantContext tenant, Session session, SignInRequirement requirement) {
    return proven(tenant, session, requirement)
        && !steps.isRequired(tenant, session.subject(), requirement.clientId());
  }

  @Override
  public boolean hasPendingStep(
      TenantContext tenant, Session session, SignInRequirement requirement) {
    return proven(tenant, session, requirement)
        && steps.isRequired(tenant, session.subject(), requirement.clientId());
  }

  private boolean proven(TenantContext tenant, Session session, SignInRequirement requirement) {
    var wanted = reachable(tenant, requirement);
    return SignInRequirementCheck.isRecent(session, wanted)
        && SignInRequirementCheck.isSameSubject(session, wanted)
        && (SignInRequirementCheck.isStrongEnough(
                AuthenticationStrengthCalculator.level(session.acr()).orElse(0), wanted)
            || !wanted.acrEssential() && proves(tenant, session));
  }

  @Override
  public String begin(TenantContext tenant, SignInRequirement requirement, String returnTo) {
    return begin(tenant, begun(tenant, requirement, returnTo));
  }

  @Override
  public SignInRedirect begin(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView request) {
    var secret = browser.secretToBegin(tenant, request);
    return begun(
        tenant, begin(tenant, bound(tenant, requirement, returnTo, request, secret)), secret);
  }

  @Override
  public SignInRedirect beginById(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView request) {
    var secret = browser.secretToBegin(tenant, request);
    var id = attempts.store(tenant, bound(tenant, requirement, returnTo, request, secret));
    return begun(tenant, LoginUrls.login(tenant, id), secret);
  }

  /**
   * Returns the state of a new sign-in, bound to the browser that continues it. A user who follows
   * a link continues in the link's language.
   */
  public LoginState bound(
      TenantContext tenant,
      SignInRequirement requirement,
      String returnTo,
      HttpRequestView request,
      Optional<String> secret) {
    var languages =
        requirement.uiLocales().isPresent()
            ? Optional.<String>empty()
            : UiLocalesParameter.readFrom(request);
    var begun =
        languages
            .map(
                tags ->
                    begun(
                        tenant,
                        in(tags, requirement),
                        UiLocalesParameter.copyTo(returnTo, request)))
            .orElseGet(() -> begun(tenant, requirement, returnTo));
    return secret.map(browser::hash).map(begun::in).orElse(begun);
  }

  private SignInRedirect begun(TenantContext tenant, String url, Optional<String> secret) {
    return new SignInRedirect(url, secret.map(given -> browser.setCookie(tenant, given)));
  }

  private LoginState begun(TenantContext tenant, SignInRequirement requirement, String returnTo) {
    LoginUrls.requirePath(returnTo);
    return LoginState.begun(reachable(tenant, requirement), returnTo);
  }

  private String begin(TenantContext tenant, LoginState state) {
    var begun = attempts.begin(state);
    return LoginUrls.login(tenant, attempts.save(tenant, begun, state).orElseThrow());
  }

  @Override
  public boolean allowsRegistration(TenantContext tenant) {
    return neighbours.isRegistrationOffered(tenant);
  }

  @Override
  public boolean allowsPasswords(TenantContext tenant) {
    return methods.isPermitted(tenant, EnabledAuthenticationMethodRegistry.PASSWORD);
  }

  @Override
  public Optional<String> rememberRecovery(
      TenantContext tenant, SubjectRef user, HttpRequestView request) {
    methods.notifyRecovered(
        tenant,
        new SignInAttempt(
            "",
            Optional.of(user),
            Map.of(),
            request.remoteAddress(),
            known.findBrowserName(tenant, request, user)));
    return Optional.of(known.signInCookie(tenant, request, user));
  }

  @Override
  public List<String> supportedContextClasses(TenantContext tenant) {
    return IntStream.rangeClosed(1, methods.highestLevel(tenant))
        .mapToObj(AuthenticationStrengthCalculator::acr)
        .toList();
  }

  /** Applies the language of a mailed link to the sign-in and the return. */
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

  /** Returns whether the session's user has proven all available factors. */
  private boolean proves(TenantContext tenant, Session session) {
    return methods.findFurther(tenant, session.subject(), session.amr()).isEmpty();
  }

  /** Removes preferred context classes that no method reaches. */
  private SignInRequirement reachable(TenantContext tenant, SignInRequirement requirement) {
    if (requirement.acrEssential() || requirement.acrValues().isEmpty()) {
      return requirement;
    }
    var reached = supportedContextClasses(tenant);
    return requirement.withAcrValues(
        requirement.acrValues().stream().filter(reached::contains).toList());
  }
}
