package org.lumoauth.oauth.grant.authorizationcode.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Consent;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopes;
import org.lumoauth.oauth.grant.authorizationcode.request.Hints;
import org.lumoauth.oauth.grant.authorizationcode.request.Prompts;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUris;
import org.lumoauth.oauth.grant.authorizationcode.request.RequestedClaims;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says what comes next for a request (OpenID Connect Core sections 3.1.2.3 and 3.1.2.4). */
@Component(service = Steps.class)
public final class Steps {

  private static final int MAX_SIGN_INS = 3;
  private static final String LOGIN_REQUIRED = "login_required";

  private final SignIn signIn;
  private final Consents consents;
  private final Hints hints;
  private final ClaimScopes claimScopes;
  private final PersonalScopes personalScopes;

  @Activate
  public Steps(
      @Reference SignIn signIn,
      @Reference Consents consents,
      @Reference Hints hints,
      @Reference ClaimScopes claimScopes,
      @Reference PersonalScopes personalScopes) {
    this.signIn = signIn;
    this.consents = consents;
    this.hints = hints;
    this.claimScopes = claimScopes;
    this.personalScopes = personalScopes;
  }

  /** What comes next, with whoever is signed in now. */
  public Step next(
      TenantContext tenant, Client client, Pending pending, Optional<Session> session) {
    AuthorizationRequest request = pending.request();
    SignInRequirement requirement = requirement(client, pending);
    boolean silent = request.prompt().contains(Prompts.NONE);
    if (requirement.acrEssential()
        && Collections.disjoint(requirement.acrValues(), signIn.contextClasses(tenant))) {
      return unmet(); // whoever it is, nothing that they do would reach it
    }
    if (session.isEmpty() || !satisfied(tenant, pending, requirement, session.get())) {
      return silent
          ? silently(tenant, requirement, session)
          : signIn(pending, requirement, session);
    }
    if (!isWhoIsAskedFor(tenant, client, request, session.get())) {
      return new Step.Refuse(LOGIN_REQUIRED, "Somebody else is signed in than is asked for.");
    }
    if (!mustAsk(tenant, client, request, session.get())) {
      return new Step.Go(session.get());
    }
    return silent
        ? new Step.Refuse("consent_required", "Whoever is signed in has to be asked first.")
        : new Step.AskFirst(session.get());
  }

  /** A sign-in at which the person may say that they are somebody else. */
  public SignInRequirement asSomebodyElse(Client client, Pending pending) {
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

  private static Step signIn(
      Pending pending, SignInRequirement requirement, Optional<Session> session) {
    if (pending.signIns() < MAX_SIGN_INS) {
      return new Step.SignInFirst(requirement);
    }
    return session.isPresent() && requirement.acrEssential()
        ? unmet()
        : new Step.Refuse(LOGIN_REQUIRED, "Nobody signed in as is asked for.");
  }

  /** Section 3.1.2.6: whoever is signed in may have to be asked something else first. */
  private Step silently(
      TenantContext tenant, SignInRequirement requirement, Optional<Session> session) {
    return session.filter(of -> signIn.pending(tenant, of, requirement)).isPresent()
        ? new Step.Refuse("interaction_required", "Whoever is signed in has to answer first.")
        : new Step.Refuse(LOGIN_REQUIRED, "Somebody has to sign in first.");
  }

  private static Step unmet() {
    return new Step.Refuse(
        "unmet_authentication_requirements", "The person can't sign in as is asked for.");
  }

  /** After a sign-in the wanted context class was tried; it is no more than a wish (5.5.1.1). */
  private boolean satisfied(
      TenantContext tenant, Pending pending, SignInRequirement requirement, Session session) {
    if (requirement.chooseAccount() || requirement.create()) {
      return false;
    }
    boolean wish = pending.signIns() > 0 && !requirement.acrEssential();
    return signIn.satisfied(tenant, session, wish ? requirement.wishing(List.of()) : requirement);
  }

  private static SignInRequirement requirement(Client client, Pending pending) {
    AuthorizationRequest request = pending.request();
    List<String> essential = RequestedClaims.essentialContextClasses(request.claims());
    boolean first = pending.signIns() == 0;
    return new SignInRequirement(
        notBefore(pending),
        essential.isEmpty() ? request.acrValues() : essential,
        !essential.isEmpty(),
        request.subject().map(id -> new SubjectRef(SubjectRef.USER, id)),
        request.loginHint(),
        first && request.prompt().contains(Prompts.SELECT_ACCOUNT),
        first && request.prompt().contains(Prompts.CREATE),
        request.uiLocales(),
        Optional.of(client.clientId()));
  }

  /** By the time at which the request came: what was fresh enough then is so after a long form. */
  private static Optional<Instant> notBefore(Pending pending) {
    AuthorizationRequest request = pending.request();
    return request.prompt().contains(Prompts.LOGIN)
        ? Optional.of(pending.startedAt())
        : request.maxAge().map((Duration age) -> pending.startedAt().minus(age));
  }

  private boolean isWhoIsAskedFor(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    return RequestedClaims.takes(
        request.claims(), hints.identifier(tenant, client, session.subject()));
  }

  private boolean mustAsk(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    if (request.prompt().contains(Prompts.CONSENT)) {
      return true;
    }
    if (Boolean.TRUE.equals(client.metadata().get("first_party"))
        && !personalScopes.among(request.scope())) {
      return false; // the organization answers for its own, but gives away nothing of a person's
    }
    // RFC 8252 section 8.6: who can be anybody is asked for each time
    boolean known = client.confidential() || RedirectUris.claimed(request.redirectUri());
    return !known
        || consents
            .find(tenant, session.subject(), client.clientId())
            .filter(consent -> covers(consent, request))
            .isEmpty();
  }

  /** Details are of one transaction (RFC 9396): whoever allowed one did not allow the next. */
  private boolean covers(Consent consent, AuthorizationRequest request) {
    return request.authorizationDetails().isEmpty()
        && all(consent.scope(), claimScopes.asked(request))
        && all(consent.resources(), request.resources());
  }

  private static <T> boolean all(Collection<T> given, Collection<T> asked) {
    return Set.copyOf(given).containsAll(asked);
  }
}
