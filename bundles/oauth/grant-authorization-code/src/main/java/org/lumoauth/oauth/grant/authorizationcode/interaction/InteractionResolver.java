package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Consent;
import org.lumoauth.api.oauth.ConsentService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimsParameter;
import org.lumoauth.oauth.grant.authorizationcode.request.IdTokenHintResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.PromptParameter;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what comes next for a request (OpenID Connect Core sections 3.1.2.3 and 3.1.2.4). */
@Component(service = InteractionResolver.class)
public final class InteractionResolver {

  private static final int MAX_SIGN_INS = 3;
  private static final String LOGIN_REQUIRED = "login_required";

  private final SignInService signIn;
  private final ConsentService consents;
  private final IdTokenHintResolver hints;
  private final ClaimScopeResolver claimScopes;
  private final PersonalScopeRegistry personalScopes;

  @Activate
  public InteractionResolver(
      @Reference SignInService signIn,
      @Reference ConsentService consents,
      @Reference IdTokenHintResolver hints,
      @Reference ClaimScopeResolver claimScopes,
      @Reference PersonalScopeRegistry personalScopes) {
    this.signIn = signIn;
    this.consents = consents;
    this.hints = hints;
    this.claimScopes = claimScopes;
    this.personalScopes = personalScopes;
  }

  /** What comes next, with whoever is signed in now. */
  public RequiredInteraction resolve(
      TenantContext tenant,
      Client client,
      PendingAuthorizationRequest pending,
      Optional<Session> session) {
    AuthorizationRequest request = pending.request();
    SignInRequirement requirement = requirement(client, pending);
    boolean silent = request.prompt().contains(PromptParameter.NONE);
    if (requirement.acrEssential()
        && Collections.disjoint(requirement.acrValues(), signIn.supportedContextClasses(tenant))) {
      return unmet(); // whoever it is, nothing that they do would reach it
    }
    if (session.isEmpty() || !satisfied(tenant, pending, requirement, session.get())) {
      return silent
          ? silently(tenant, requirement, session)
          : signIn(pending, requirement, session);
    }
    if (!isWhoIsAskedFor(tenant, client, request, session.get())) {
      return new RequiredInteraction.RefusedInteraction(
          LOGIN_REQUIRED, "Somebody else is signed in than is asked for.");
    }
    if (!mustAsk(tenant, client, request, session.get())) {
      return new RequiredInteraction.NoInteractionRequired(session.get());
    }
    return silent
        ? new RequiredInteraction.RefusedInteraction(
            "consent_required", "Whoever is signed in has to be asked first.")
        : new RequiredInteraction.ConsentInteraction(session.get());
  }

  /** A sign-in at which the person may say that they are somebody else. */
  public SignInRequirement accountSwitchRequirement(
      Client client, PendingAuthorizationRequest pending) {
    SignInRequirement of = requirement(client, pending);
    return new SignInRequirement(
        of.notBefore(),
        of.acrValues(),
        of.acrEssential(),
        of.subject(),
        Optional.empty(),
        true,
        false,
        of.uiLocales(),
        of.clientId());
  }

  private static RequiredInteraction signIn(
      PendingAuthorizationRequest pending,
      SignInRequirement requirement,
      Optional<Session> session) {
    if (pending.signIns() < MAX_SIGN_INS) {
      return new RequiredInteraction.SignInInteraction(requirement);
    }
    return session.isPresent() && requirement.acrEssential()
        ? unmet()
        : new RequiredInteraction.RefusedInteraction(
            LOGIN_REQUIRED, "Nobody signed in as is asked for.");
  }

  /** Section 3.1.2.6: whoever is signed in may have to be asked something else first. */
  private RequiredInteraction silently(
      TenantContext tenant, SignInRequirement requirement, Optional<Session> session) {
    return session.filter(of -> signIn.hasPendingStep(tenant, of, requirement)).isPresent()
        ? new RequiredInteraction.RefusedInteraction(
            "interaction_required", "Whoever is signed in has to answer first.")
        : new RequiredInteraction.RefusedInteraction(
            LOGIN_REQUIRED, "Somebody has to sign in first.");
  }

  private static RequiredInteraction unmet() {
    return new RequiredInteraction.RefusedInteraction(
        "unmet_authentication_requirements", "The person can't sign in as is asked for.");
  }

  /** After a sign-in the wanted context class was tried; it is no more than a wish (5.5.1.1). */
  private boolean satisfied(
      TenantContext tenant,
      PendingAuthorizationRequest pending,
      SignInRequirement requirement,
      Session session) {
    if (requirement.chooseAccount() || requirement.create()) {
      return false;
    }
    boolean wish = pending.signIns() > 0 && !requirement.acrEssential();
    return signIn.isSatisfied(
        tenant, session, wish ? requirement.withAcrValues(List.of()) : requirement);
  }

  private static SignInRequirement requirement(Client client, PendingAuthorizationRequest pending) {
    AuthorizationRequest request = pending.request();
    List<String> essential = ClaimsParameter.essentialContextClasses(request.claims());
    boolean first = pending.signIns() == 0;
    return new SignInRequirement(
        notBefore(pending),
        essential.isEmpty() ? request.acrValues() : essential,
        !essential.isEmpty(),
        request.subject().map(id -> new SubjectRef(SubjectRef.USER, id)),
        request.loginHint(),
        first && request.prompt().contains(PromptParameter.SELECT_ACCOUNT),
        first && request.prompt().contains(PromptParameter.CREATE),
        request.uiLocales(),
        Optional.of(client.clientId()));
  }

  /** By the time at which the request came: what was fresh enough then is so after a long form. */
  private static Optional<Instant> notBefore(PendingAuthorizationRequest pending) {
    AuthorizationRequest request = pending.request();
    return request.prompt().contains(PromptParameter.LOGIN)
        ? Optional.of(pending.startedAt())
        : request.maxAge().map((Duration age) -> pending.startedAt().minus(age));
  }

  private boolean isWhoIsAskedFor(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    return ClaimsParameter.allowsSubject(
        request.claims(), hints.identifier(tenant, client, session.subject()));
  }

  private boolean mustAsk(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    if (request.prompt().contains(PromptParameter.CONSENT)) {
      return true;
    }
    if (Boolean.TRUE.equals(client.metadata().get("first_party"))
        && !personalScopes.containsAny(request.scope())) {
      return false; // the organization answers for its own, but gives away nothing of a person's
    }
    // RFC 8252 section 8.6: who can be anybody is asked for each time
    boolean known =
        client.confidential() || RedirectUriMatcher.isClaimedByOneApp(request.redirectUri());
    return !known
        || consents
            .find(tenant, session.subject(), client.clientId())
            .filter(consent -> covers(consent, request))
            .isEmpty();
  }

  /** Details are of one transaction (RFC 9396): whoever allowed one did not allow the next. */
  private boolean covers(Consent consent, AuthorizationRequest request) {
    return request.authorizationDetails().isEmpty()
        && all(consent.scope(), claimScopes.requestedScopes(request))
        && all(consent.resources(), request.resources());
  }

  private static <T> boolean all(Collection<T> given, Collection<T> asked) {
    return Set.copyOf(given).containsAll(asked);
  }
}
