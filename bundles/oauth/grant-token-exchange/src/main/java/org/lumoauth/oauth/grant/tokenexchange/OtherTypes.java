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
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.ActorPolicy.Delegation;
import org.lumoauth.api.oauth.ActorPolicy.Terms;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.RequestedTokenType;
import org.lumoauth.api.oauth.RequestedTokenType.Made;
import org.lumoauth.api.oauth.RequestedTokenType.Subject;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Kinds of tokens beside access tokens, as modules bring them. */
@Component(service = OtherTypes.class)
public final class OtherTypes {

  private final Providers<RequestedTokenType> types;
  private final ExchangeRequests requests;
  private final ActorPolicies policies;
  private final SettingsStore settings;
  private final TokenService tokens;
  private final Identifiers identifiers;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public OtherTypes(
      @Reference ProviderRegistry registry,
      @Reference ExchangeRequests requests,
      @Reference ActorPolicies policies,
      @Reference SettingsStore settings,
      @Reference TokenService tokens,
      @Reference Identifiers identifiers) {
    this.types = registry.follow(RequestedTokenType.class);
    this.requests = requests;
    this.policies = policies;
    this.settings = settings;
    this.tokens = tokens;
    this.identifiers = identifiers;
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * Makes a token of this type.
   *
   * @throws OAuthError {@code invalid_request} if no module makes it, or as the exchange is refused
   */
  Exchanged make(TenantContext tenant, GrantRequest request, String type) {
    try (Lease<RequestedTokenType> held = types.acquire(type).orElseThrow(OtherTypes::unknown)) {
      if (!held.get().takesAuthorizationDetails()) {
        ExchangeRequests.requireNoDetails(request);
      }
      PresentedToken subject = requests.subject(tenant, request, held.get().subjectTypes());
      Optional<PresentedToken> actor = requests.actor(tenant, request);
      requests.requirePresentable(tenant, request, subject, actor);
      var parties = new Parties(subject, actor, actors(tenant, request, subject, actor));
      Subject about = permitted(tenant, request, parties);
      Made made = held.get().make(tenant, request, about);
      return new Exchanged(token(made), ExchangeEvent.made(request, parties, type, made));
    }
  }

  /** A client that asks for itself is named otherwise in these tokens; an agent always acts. */
  private List<SubjectRef> actors(
      TenantContext tenant,
      GrantRequest request,
      PresentedToken subject,
      Optional<PresentedToken> actor) {
    boolean acts = actor.isPresent() || request.client().subject().type().equals(SubjectRef.AGENT);
    int longest = TokenExchangeSettings.maxActors(settings, tenant);
    return acts
        ? new Chain(subject, actor, request.client(), longest).actors(tenant)
        : subject.actors();
  }

  private Subject permitted(TenantContext tenant, GrantRequest request, Parties parties) {
    PresentedToken subject = parties.subject();
    Set<String> scope = new HashSet<>(subject.scope());
    Terms terms = Terms.NONE;
    if (!parties.actors().isEmpty()) {
      var delegation =
          new Delegation(
              request.client(),
              subject.subject(),
              parties.actors(),
              subject.scope(),
              List.of(),
              parties.actor().flatMap(PresentedToken::limit));
      scope.retainAll(policies.permitted(tenant, delegation, request.scope()));
      terms = policies.terms(tenant, delegation);
    }
    Instant until = terms.until().filter(parties.expiresAt()::isAfter).orElse(parties.expiresAt());
    var exchange =
        new Exchange(parties.subject(), parties.actor(), parties.actors(), scope, List.of(), terms);
    Map<String, Object> ends = exchange.claims();
    requireAllEnabled(tenant, request, parties, until, ends);
    Map<String, Object> claims = new HashMap<>(subject.claims());
    claims.putAll(ends);
    return new Subject(
        subject.type().uri(), subject.subject(), parties.actors(), scope, until, claims);
  }

  /** As if it were an access token: the one gate is asked, and whether what it hangs on ended. */
  private void requireAllEnabled(
      TenantContext tenant,
      GrantRequest request,
      Parties parties,
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
    if (!tokens.holds(tenant, asIf)) {
      throw OAuthError.invalidGrant(
          "The subject, an actor, an issuer, the grant or the session is not good for a token now.");
    }
  }

  private static OAuthError unknown() {
    return OAuthError.invalidRequest(
        "The requested_token_type is not issued here; ask for "
            + TokenType.ACCESS_TOKEN.uri()
            + ".");
  }

  private static IssuedToken token(Made made) {
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
