package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskExchange;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.oauth.ActorPolicy.Terms;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.MadeToken;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives a client a token in place of another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + TokenExchangeGrant.TYPE,
      "lumoauth.web.parameters=subject_token For whom the token is",
      "lumoauth.web.parameters=subject_token_type Its type, a URI",
      "lumoauth.web.parameters=actor_token Who acts",
      "lumoauth.web.parameters=actor_token_type Its type, a URI",
      "lumoauth.web.parameters=requested_token_type The type that is wanted, a URI",
      "lumoauth.web.parameters=audience For whom the token is",
      "lumoauth.web.parameters=jit_task_id For what was approved in this task; with it nothing else is asked for",
      "lumoauth.web.answers=issued_token_type The type of what was given, a URI"
    })
public final class TokenExchangeGrant implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private static final Set<String> ISSUED =
      Set.of(TokenType.ACCESS_TOKEN.uri(), TokenType.JWT.uri());

  private static final Set<String> TAKEN =
      Set.of(TokenType.ACCESS_TOKEN.uri(), TokenType.ID_TOKEN.uri(), TokenType.JWT.uri());

  private final ExchangeRequests requests;
  private final ActorPolicies policies;
  private final TokenHolders holders;
  private final OtherTypes others;
  private final WorkloadSubjects workloads;
  private final TaskTokens tasks;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final InstantSource clock;

  @Activate
  public TokenExchangeGrant(
      @Reference ExchangeRequests requests,
      @Reference ActorPolicies policies,
      @Reference TokenHolders holders,
      @Reference OtherTypes others,
      @Reference WorkloadSubjects workloads,
      @Reference TaskTokens tasks,
      @Reference SettingsStore settings,
      @Reference TokenService tokens) {
    this(
        requests,
        policies,
        holders,
        others,
        workloads,
        tasks,
        settings,
        tokens,
        InstantSource.system());
  }

  TokenExchangeGrant(
      ExchangeRequests requests,
      ActorPolicies policies,
      TokenHolders holders,
      OtherTypes others,
      WorkloadSubjects workloads,
      TaskTokens tasks,
      SettingsStore settings,
      TokenService tokens,
      InstantSource clock) {
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
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
    if (!request.client().confidential()) { // anybody could name it as the one who acts
      throw OAuthError.unauthorizedClient("A public client can't exchange tokens.");
    }
    String type = ExchangeRequests.issued(request);
    if (ISSUED.contains(type)) {
      ExchangeRequests.requireNoDetails(request);
    }
    if (WorkloadSubjects.meant(request)) {
      requireAccessToken(type, "subject_issuer");
      return response(workloads.exchange(tenant, request), "Bearer", type, List.of());
    }
    if (TaskTokens.meant(request)) {
      requireAccessToken(type, "jit_task_id");
      return response(tasks.exchange(tenant, request), type);
    }
    // The response names any token that is issued access_token (section 2.2.1).
    return ISSUED.contains(type)
        ? response(accessToken(tenant, request), "Bearer", type)
        : response(others.make(tenant, request, type), "N_A", type);
  }

  /** What else could be made is made from tokens of this server. */
  private static void requireAccessToken(String type, String with) {
    if (!ISSUED.contains(type)) {
      throw OAuthError.invalidRequest("With " + with + " an access token is issued.");
    }
  }

  private Exchanged accessToken(TenantContext tenant, GrantRequest request) {
    PresentedToken subject = requests.subject(tenant, request, TAKEN);
    Optional<PresentedToken> actor = requests.actor(tenant, request);
    requests.requirePresentable(tenant, request, subject, actor);
    int longest = TokenExchangeSettings.maxActors(settings, tenant);
    List<SubjectRef> actors = new Chain(subject, actor, request.client(), longest).actors(tenant);
    List<String> targets = Targets.of(tenant, request, subject);
    Set<String> scope = ExchangedScope.of(request, subject, actor);
    Terms terms = Terms.NONE;
    if (!actors.isEmpty()) {
      var asked =
          new Delegation(
              request.client(),
              subject.subject(),
              actors,
              scope,
              targets,
              actor.flatMap(PresentedToken::limit));
      scope = policies.permitted(tenant, asked, request.scope());
      terms = policies.terms(tenant, asked);
    }
    var exchange = new Exchange(subject, actor, actors, scope, targets, terms);
    Duration lifetime =
        new Parties(subject, actor, actors)
            .lifetime(clock.instant(), request.client().accessTokenLifetime(), terms.until());
    MadeToken token =
        tokens.make(
            tenant,
            new AccessTokenRequest(
                request.client(),
                subject.subject(),
                actors,
                scope,
                targets,
                lifetime,
                request.confirmation(),
                exchange.claims()));
    holders.keep(tenant, token.issued(), subject, actor);
    if (!tokens.holds(tenant, token.token())) { // somebody was stopped while it was made
      throw OAuthError.invalidGrant("The token has ended already; something it hangs on has.");
    }
    policies.made(tenant, made(token, exchange));
    return new Exchanged(
        token.issued(), ExchangeEvent.exchanged(request, exchange, token.issued()));
  }

  private static ExchangedToken made(MadeToken token, Exchange exchange) {
    return new ExchangedToken(
        token.token(),
        exchange.subject().presented(),
        exchange.actor().map(PresentedToken::presented));
  }

  private static TokenResponse response(TaskExchange.Given given, String type) {
    Map<String, Object> members = new HashMap<>(given.members());
    members.put("issued_token_type", type);
    return new TokenResponse(
        given.token(), "Bearer", Optional.empty(), Optional.empty(), members, List.of());
  }

  private static TokenResponse response(Exchanged exchanged, String kind, String type) {
    return response(exchanged.token(), kind, type, List.of(exchanged.event()));
  }

  /** Section 2.2.1; no refresh token. */
  private static TokenResponse response(
      IssuedToken token, String kind, String type, List<AuditEvent> events) {
    return new TokenResponse(
        token, kind, Optional.empty(), Optional.empty(), Map.of("issued_token_type", type), events);
  }
}
