/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationRequest;
import org.lumoauth.api.oauth.grant.ActorPolicy.DelegationTerms;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exchanges a token for another token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + TokenExchangeGrantHandler.TYPE,
      "lumoauth.web.parameters=subject_token The token of the subject",
      "lumoauth.web.parameters=subject_token_type The type of the subject_token, " + "a URI",
      "lumoauth.web.parameters=actor_token The token of the actor",
      "lumoauth.web.parameters=actor_token_type The type of the actor_token, a " + "URI",
      "lumoauth.web.parameters=requested_token_type The type of the requested " + "token, a URI",
      "lumoauth.web.parameters=audience The target service of the token",
      "lumoauth.web.parameters=jit_task_id The task with the approved access; "
          + "cannot be combined with scope, audience, resource or actor_token",
      "lumoauth.web.answers=issued_token_type The type of the issued token, a URI"
    })
public final class TokenExchangeGrantHandler implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private static final Set<String> ISSUED =
      Set.of(ExchangeTokenType.ACCESS_TOKEN.uri(), ExchangeTokenType.JWT.uri());

  private static final Set<String> TAKEN =
      Set.of(
          ExchangeTokenType.ACCESS_TOKEN.uri(),
          ExchangeTokenType.ID_TOKEN.uri(),
          ExchangeTokenType.JWT.uri());

  private final TokenExchangeRequestReader requests;
  private final ActorPolicyEvaluator policies;
  private final AgentDerivedTokenRecorder holders;
  private final RequestedTokenTypeRegistry others;
  private final WorkloadSubjectTokenExchangeHandler workloads;
  private final JitTaskTokenExchangeHandler tasks;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final InstantSource clock;

  @Activate
  public TokenExchangeGrantHandler(
      @Reference TokenExchangeRequestReader requests,
      @Reference ActorPolicyEvaluator policies,
      @Reference AgentDerivedTokenRecorder holders,
      @Reference RequestedTokenTypeRegistry others,
      @Reference WorkloadSubjectTokenExchangeHandler workloads,
      @Reference JitTaskTokenExchangeHandler tasks,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference InstantSource clock) {
    this.requests = requests;
    this.policies = policies;
    this.holders = holders;
    this.others = others;
    this.workloads = workloads;
    this.tasks = tasks;
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    if (!request
        .client()
        .confidential()) { // A public client is not authenticated, so it cannot be named as an
      // actor.
      throw OAuthException.unauthorizedClient(
          "A public client cannot exchange tokens. Register a confidential client.");
    }
    String type = TokenExchangeRequestReader.requestedTokenType(request);
    if (ISSUED.contains(type)) {
      TokenExchangeRequestReader.requireNoDetails(request);
    }
    if (WorkloadSubjectTokenExchangeHandler.appliesTo(request)) {
      requireAccessToken(type, "subject_issuer");
      return response(workloads.exchange(tenant, request), "Bearer", type, List.of());
    }
    if (JitTaskTokenExchangeHandler.appliesTo(request)) {
      requireAccessToken(type, "jit_task_id");
      return response(tasks.exchange(tenant, request), type);
    }
    // The response contains any issued token as access_token (section 2.2.1).
    return ISSUED.contains(type)
        ? response(accessToken(tenant, request), "Bearer", type)
        : response(others.make(tenant, request, type), "N_A", type);
  }

  /**
   * Requires that an access token is requested, because other types are issued only from tokens of
   * this server.
   */
  private static void requireAccessToken(String type, String with) {
    if (!ISSUED.contains(type)) {
      throw OAuthException.invalidRequest(
          "With " + with + " the requested_token_type must be an access token.");
    }
  }

  private TokenExchangeResult accessToken(TenantContext tenant, AuthenticatedTokenRequest request) {
    ExchangeInputToken subject = requests.subject(tenant, request, TAKEN);
    Optional<ExchangeInputToken> actor = requests.actor(tenant, request);
    requests.requirePresentable(tenant, request, subject, actor);
    int longest = TokenExchangeSettings.MAX_ACTORS.read(settings, tenant);
    List<SubjectRef> actors =
        new ActorChainBuilder(subject, actor, request.client(), longest).actors(tenant);
    List<String> targets = ExchangeTargetPolicy.of(tenant, request, subject);
    Set<String> scope = ExchangeScopePolicy.of(request, subject, actor);
    DelegationTerms terms = DelegationTerms.NONE;
    if (!actors.isEmpty()) {
      var asked =
          new DelegationRequest(
              request.client(),
              subject.subject(),
              actors,
              scope,
              targets,
              actor.flatMap(ExchangeInputToken::scopeLimit));
      scope = policies.permitted(tenant, asked, request.scope());
      terms = policies.terms(tenant, asked);
    }
    var exchange = new PermittedExchange(subject, actor, actors, scope, targets, terms);
    Duration lifetime =
        new ExchangeParties(subject, actor, actors)
            .lifetime(clock.instant(), request.client().accessTokenLifetime(), terms.until());
    IssuedTokenDetails token =
        tokens.issueWithDetails(
            tenant,
            new AccessTokenIssuanceRequest(
                request.client(),
                subject.subject(),
                actors,
                scope,
                targets,
                lifetime,
                request.confirmation(),
                exchange.claims()));
    holders.recordHolders(tenant, token.issued(), subject, actor);
    // Checked again, because a source token may have been revoked while this token was created. The
    // revocation of an agent's tokens includes only those that were recorded before it, as this one
    // is only now. A later revocation includes it.
    if (!tokens.isStillValid(tenant, token.token())) {
      throw OAuthException.invalidGrant(
          "The token was revoked while it was being issued, because a token, grant "
              + "or session that it depends on was revoked.");
    }
    policies.notifyIssued(tenant, made(token, exchange));
    return new TokenExchangeResult(
        token.issued(),
        TokenExchangeAuditEventFactory.exchanged(request, exchange, token.issued()));
  }

  private static CompletedTokenExchange made(IssuedTokenDetails token, PermittedExchange exchange) {
    return new CompletedTokenExchange(
        token.token(),
        exchange.subject().presented(),
        exchange.actor().map(ExchangeInputToken::presented));
  }

  private static TokenResponse response(TaskTokenExchanger.TaskTokenResult given, String type) {
    Map<String, Object> members = new HashMap<>(given.members());
    members.put("issued_token_type", type);
    return new TokenResponse(
        given.token(), "Bearer", Optional.empty(), Optional.empty(), members, List.of());
  }

  private static TokenResponse response(TokenExchangeResult exchanged, String kind, String type) {
    return response(exchanged.token(), kind, type, List.of(exchanged.event()));
  }

  /** Builds the response without a refresh token (section 2.2.1). */
  private static TokenResponse response(
      IssuedToken token, String kind, String type, List<AuditEvent> events) {
    return new TokenResponse(
        token, kind, Optional.empty(), Optional.empty(), Map.of("issued_token_type", type), events);
  }
}
