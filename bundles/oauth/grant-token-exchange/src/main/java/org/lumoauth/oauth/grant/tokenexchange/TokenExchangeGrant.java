package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives a client a token in place of another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693</a>
 */
@Component(property = {"lumoauth.kind=grant", "lumoauth.name=" + TokenExchangeGrant.TYPE})
public final class TokenExchangeGrant implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private final ExchangeRequests requests;
  private final ActorPolicies policies;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final ExchangeAudit audit;
  private final InstantSource clock;

  @Activate
  public TokenExchangeGrant(
      @Reference ExchangeRequests requests,
      @Reference ActorPolicies policies,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference ExchangeAudit audit) {
    this(requests, policies, settings, tokens, audit, InstantSource.system());
  }

  TokenExchangeGrant(
      ExchangeRequests requests,
      ActorPolicies policies,
      SettingsStore settings,
      TokenService tokens,
      ExchangeAudit audit,
      InstantSource clock) {
    this.requests = requests;
    this.policies = policies;
    this.settings = settings;
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
    if (!request.client().confidential()) { // anybody could name it as the one who acts
      throw OAuthError.unauthorizedClient("A public client can't exchange tokens.");
    }
    TokenType issued = requests.issued(request);
    PresentedToken subject = requests.subject(tenant, request);
    Optional<PresentedToken> actor = requests.actor(tenant, request);
    int longest = TokenExchangeSettings.maxActors(settings, tenant);
    List<SubjectRef> actors = new Chain(subject, actor, request.client(), longest).actors(tenant);
    List<String> targets = Targets.of(tenant, request, subject);
    Set<String> scope =
        permitted(tenant, request, subject, actors, ExchangedScope.of(request, subject), targets);
    var exchange = new Exchange(subject, actor, actors, scope, targets);
    IssuedToken token =
        tokens.issue(
            tenant,
            new AccessTokenRequest(
                request.client(),
                subject.subject(),
                actors,
                scope,
                targets,
                lifetime(request, exchange),
                request.confirmation(),
                exchange.claims()));
    audit.exchanged(tenant, request, exchange, token);
    return new TokenResponse( // section 2.2.1; no refresh token
        token,
        "Bearer",
        Optional.empty(),
        Optional.empty(),
        Map.of("issued_token_type", issued.uri()));
  }

  private Set<String> permitted(
      TenantContext tenant,
      GrantRequest request,
      PresentedToken subject,
      List<SubjectRef> actors,
      Set<String> scope,
      List<String> targets) {
    return actors.isEmpty()
        ? scope
        : policies.permitted(
            tenant, new Delegation(request.client(), subject.subject(), actors, scope, targets));
  }

  /** Never beyond what it is made from; in whole seconds, cut off. */
  private Duration lifetime(GrantRequest request, Exchange exchange) {
    Instant now = clock.instant();
    Duration lifetime = request.client().accessTokenLifetime();
    lifetime = shorter(lifetime, Duration.between(now, exchange.subject().expiresAt()));
    if (exchange.actor().isPresent()) {
      lifetime = shorter(lifetime, Duration.between(now, exchange.actor().get().expiresAt()));
    }
    if (lifetime.toSeconds() < 1) {
      throw OAuthError.invalidRequest("A token that was presented expires now; get a new one.");
    }
    return Duration.ofSeconds(lifetime.toSeconds());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
