/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationTerms;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenResult;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenSubject;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds installed modules that issue token types other than access tokens. */
@Component(service = RequestedTokenTypeRegistry.class)
public final class RequestedTokenTypeRegistry {

  private final ProviderTracker<RequestedTokenTypeHandler> types;
  private final TokenExchangeRequestReader requests;
  private final ActorPolicyEvaluator policies;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final IdGenerator identifiers;
  private final InstantSource clock;

  @Activate
  public RequestedTokenTypeRegistry(
      @Reference ProviderRegistry registry,
      @Reference TokenExchangeRequestReader requests,
      @Reference ActorPolicyEvaluator policies,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference IdGenerator identifiers,
      @Reference InstantSource clock) {
    this.types = registry.track(RequestedTokenTypeHandler.class);
    this.requests = requests;
    this.policies = policies;
    this.settings = settings;
    this.tokens = tokens;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * Issues a token of this type.
   *
   * @throws OAuthException {@code invalid_request} if no module issues the type, or if the exchange
   *     is refused
   */
  TokenExchangeResult make(TenantContext tenant, AuthenticatedTokenRequest request, String type) {
    try (ServiceLease<RequestedTokenTypeHandler> held =
        types.lease(type).orElseThrow(RequestedTokenTypeRegistry::unknown)) {
      if (!held.get().supportsAuthorizationDetails()) {
        TokenExchangeRequestReader.requireNoDetails(request);
      }
      ExchangeInputToken subject = requests.subject(tenant, request, held.get().subjectTypes());
      Optional<ExchangeInputToken> actor = requests.actor(tenant, request);
      requests.requirePresentable(tenant, request, subject, actor);
      var parties = new ExchangeParties(subject, actor, actors(tenant, request, subject, actor));
      RequestedTokenSubject about = permitted(tenant, request, parties);
      RequestedTokenResult made = held.get().issue(tenant, request, about);
      return new TokenExchangeResult(
          token(made), TokenExchangeAuditEventFactory.made(request, parties, type, made));
    }
  }

  /**
   * Returns the actors. A client that acts for itself is identified by another claim in these
   * tokens; an agent is always an actor.
   */
  private List<SubjectRef> actors(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      ExchangeInputToken subject,
      Optional<ExchangeInputToken> actor) {
    boolean acts = actor.isPresent() || request.client().subject().type().equals(SubjectRef.AGENT);
    int longest = TokenExchangeSettings.MAX_ACTORS.read(settings, tenant);
    return acts
        ? new ActorChainBuilder(subject, actor, request.client(), longest).actors(tenant)
        : subject.actors();
  }

  private RequestedTokenSubject permitted(
      TenantContext tenant, AuthenticatedTokenRequest request, ExchangeParties parties) {
    ExchangeInputToken subject = parties.subject();
    Set<String> scope = new HashSet<>(subject.scope());
    DelegationTerms terms = DelegationTerms.NONE;
    if (!parties.actors().isEmpty()) {
      var delegation =
          new DelegationRequest(
              request.client(),
              subject.subject(),
              parties.actors(),
              subject.scope(),
              List.of(),
              parties.actor().flatMap(ExchangeInputToken::scopeLimit));
      scope.retainAll(policies.permitted(tenant, delegation, request.scope()));
      terms = policies.terms(tenant, delegation);
    }
    Instant until = terms.until().filter(parties.expiresAt()::isAfter).orElse(parties.expiresAt());
    var exchange =
        new PermittedExchange(
            parties.subject(), parties.actor(), parties.actors(), scope, List.of(), terms);
    Map<String, Object> ends = exchange.claims();
    requireAllEnabled(tenant, request, parties, until, ends);
    Map<String, Object> claims = new HashMap<>(subject.claims());
    claims.putAll(ends);
    return new RequestedTokenSubject(
        subject.type().uri(), subject.subject(), parties.actors(), scope, until, claims);
  }

  /**
   * Applies the checks of access tokens: all parties must be enabled, and no session, grant or
   * source token may be revoked.
   */
  private void requireAllEnabled(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      ExchangeParties parties,
      Instant until,
      Map<String, Object> ends) {
    var asIf =
        new VerifiedToken(
            identifiers.next("tok_"),
            tenant.id(),
            parties.subject().subject(),
            parties.actors(),
            request.client().clientId(),
            Set.of(),
            List.of(tenant.issuer()),
            clock.instant(),
            until,
            Optional.empty(),
            ends);
    if (!tokens.isStillValid(tenant, asIf)) {
      throw OAuthException.invalidGrant(
          "The subject, an actor, an issuer, the grant or the session of the "
              + "subject_token is disabled, revoked or expired.");
    }
  }

  private static OAuthException unknown() {
    return OAuthException.invalidRequest(
        "The requested_token_type is not supported. Request "
            + ExchangeTokenType.ACCESS_TOKEN.uri()
            + ".");
  }

  private static IssuedToken token(RequestedTokenResult made) {
    return new IssuedToken(
        made.value(),
        made.id(),
        made.issuedAt(),
        made.expiresAt(),
        made.scope(),
        made.subject(),
        made.actors());
  }
}
