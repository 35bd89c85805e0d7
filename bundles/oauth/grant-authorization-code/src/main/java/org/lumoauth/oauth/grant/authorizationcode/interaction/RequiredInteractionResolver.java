/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimsParameterParser;
import org.lumoauth.oauth.grant.authorizationcode.request.IdTokenHintResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.PromptParameterValidator;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Determines the next step of a request (OpenID Connect Core sections 3.1.2.3 and 3.1.2.4). */
@Component(service = RequiredInteractionResolver.class)
public final class RequiredInteractionResolver {

  private static final int MAX_SIGN_INS = 3;
  private static final String LOGIN_REQUIRED = "login_required";

  private final SignInService signIn;
  private final ConsentService consents;
  private final IdTokenHintResolver hints;
  private final ClaimScopeResolver claimScopes;
  private final PersonalScopeRegistry personalScopes;

  @Activate
  public RequiredInteractionResolver(
      @Reference SignInService signIn,
      @Reference ConsentService consents,
      @Reference IdTokenHintResolver hints,
      @Reference ClaimScopeResolver claimScopes,
      @Reference ProviderRegistry registry) {
    this.signIn = signIn;
    this.consents = consents;
    this.hints = hints;
    this.claimScopes = claimScopes;
    this.personalScopes = new PersonalScopeRegistry(registry);
  }

  @Deactivate
  void close() {
    personalScopes.close();
  }

  /** Returns the required interaction for the current session. */
  public RequiredInteraction resolve(
      TenantContext tenant,
      Client client,
      PendingAuthorizationRequest pending,
      Optional<Session> session) {
    AuthorizationRequest request = pending.request();
    SignInRequirement requirement = requirement(client, pending);
    boolean silent = request.prompt().contains(PromptParameterValidator.NONE);
    if (requirement.acrEssential()
        && Collections.disjoint(requirement.acrValues(), signIn.supportedContextClasses(tenant))) {
      return unmet(); // No sign-in by any user could meet the requirement.
    }
    if (session.isEmpty() || !satisfied(tenant, pending, requirement, session.get())) {
      return silent
          ? silently(tenant, requirement, session)
          : signIn(pending, requirement, session);
    }
    if (!isWhoIsAskedFor(tenant, client, request, session.get())) {
      return new RequiredInteraction.RefusedInteraction(
          LOGIN_REQUIRED, "The signed-in user is not the requested user.");
    }
    if (!mustAsk(tenant, client, request, session.get())) {
      return new RequiredInteraction.NoInteractionRequired(session.get());
    }
    return silent
        ? new RequiredInteraction.RefusedInteraction(
            "consent_required", "The user's consent is required.")
        : new RequiredInteraction.ConsentInteraction(session.get());
  }

  /** Returns a sign-in requirement that lets the user choose another account. */
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
            LOGIN_REQUIRED, "The requested user did not sign in.");
  }

  /**
   * Resolves {@code prompt=none} (section 3.1.2.6). The signed-in user may have a pending
   * interaction.
   */
  private RequiredInteraction silently(
      TenantContext tenant, SignInRequirement requirement, Optional<Session> session) {
    return session.filter(of -> signIn.hasPendingStep(tenant, of, requirement)).isPresent()
        ? new RequiredInteraction.RefusedInteraction(
            "interaction_required", "The signed-in user must complete an interaction.")
        : new RequiredInteraction.RefusedInteraction(LOGIN_REQUIRED, "The user must sign in.");
  }

  private static RequiredInteraction unmet() {
    return new RequiredInteraction.RefusedInteraction(
        "unmet_authentication_requirements", "The user cannot sign in as the request requires.");
  }

  /**
   * Returns whether the session meets the requirement. After one sign-in, a voluntary context class
   * no longer counts, because it is only a preference (section 5.5.1.1).
   */
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
    List<String> essential = ClaimsParameterParser.essentialContextClasses(request.claims());
    boolean first = pending.signIns() == 0;
    return new SignInRequirement(
        notBefore(pending),
        essential.isEmpty() ? request.acrValues() : essential,
        !essential.isEmpty(),
        request.subject().map(id -> new SubjectRef(SubjectRef.USER, id)),
        request.loginHint(),
        first && request.prompt().contains(PromptParameterValidator.SELECT_ACCOUNT),
        first && request.prompt().contains(PromptParameterValidator.CREATE),
        request.uiLocales(),
        Optional.of(client.clientId()));
  }

  /**
   * Returns the earliest accepted authentication time. It is relative to the time of the request,
   * so that a slow form does not make a fresh sign-in too old.
   */
  private static Optional<Instant> notBefore(PendingAuthorizationRequest pending) {
    AuthorizationRequest request = pending.request();
    return request.prompt().contains(PromptParameterValidator.LOGIN)
        ? Optional.of(pending.startedAt())
        : request.maxAge().map((Duration age) -> pending.startedAt().minus(age));
  }

  private boolean isWhoIsAskedFor(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    return ClaimsParameterParser.allowsSubject(
        request.claims(), hints.identifier(tenant, client, session.subject()));
  }

  private boolean mustAsk(
      TenantContext tenant, Client client, AuthorizationRequest request, Session session) {
    if (request.prompt().contains(PromptParameterValidator.CONSENT)) {
      return true;
    }
    if (Boolean.TRUE.equals(client.metadata().get("first_party"))
        && !personalScopes.containsAny(request.scope())) {
      return false; // The organization can consent for its own resources, but not for a user's
      // personal data.
    }
    // Any app can impersonate this client, so consent is requested each time (RFC 8252 section
    // 8.6).
    boolean known =
        client.confidential() || RedirectUriMatcher.isClaimedByOneApp(request.redirectUri());
    return !known
        || consents
            .find(tenant, session.subject(), client.clientId())
            .filter(consent -> covers(consent, request))
            .isEmpty();
  }

  /**
   * Returns whether the consent covers the request. Authorization details apply to one transaction
   * (RFC 9396), so an earlier consent does not cover them.
   */
  private boolean covers(Consent consent, AuthorizationRequest request) {
    return request.authorizationDetails().isEmpty()
        && all(consent.scope(), claimScopes.requestedScopes(request))
        && all(consent.resources(), request.resources());
  }

  private static <T> boolean all(Collection<T> given, Collection<T> asked) {
    return Set.copyOf(given).containsAll(asked);
  }
}
