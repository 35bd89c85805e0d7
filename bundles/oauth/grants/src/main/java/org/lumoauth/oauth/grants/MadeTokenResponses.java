package org.lumoauth.oauth.grants;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AuthorizationDetailsTypes;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.NarrowedGrant;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.oauth.TokenResponseContributor;
import org.lumoauth.api.oauth.TokenResponses;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.web.JsonParameter;
import org.lumoauth.platform.web.TokenRoom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Makes token responses to resource owners' grants. */
@Component(service = TokenResponses.class)
public final class MadeTokenResponses implements TokenResponses {

  private final TokenService tokens;
  private final AuthorizationGrants grants;
  private final Providers<TokenResponseContributor> contributors;
  private final AuthorizationDetailsTypes details;
  private final ResourcePolicies policies;

  @Activate
  public MadeTokenResponses(
      @Reference TokenService tokens,
      @Reference AuthorizationGrants grants,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.grants = grants;
    this.contributors = registry.follow(TokenResponseContributor.class);
    this.details = new AuthorizationDetailsTypes(registry);
    this.policies = new ResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    contributors.close();
    details.close();
    policies.close();
  }

  @Override
  public NarrowedGrant narrow(
      TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    Set<String> possible = policies.widened(tenant, request.client(), grant.resources()).scope();
    return NarrowedGrant.of(request, grant, possible);
  }

  @Override
  public void requireWithin(TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    try (Held<TokenResponseContributor> held = contributors.hold()) {
      // What is missed would add, and what it leaves out nobody can ask for again: an ID token
      // (OpenID Connect Core section 3.1.3.3), a refresh token, or a client's place among those to
      // be told of a logout.
      held.requireAll();
      requireRoom(request, grant, details(tenant, request, grant));
      policies.check(tenant, request, grant.resources());
      // A code or a refresh token that is spent on a refusal is gone, and counts as copied after.
      held.leases().forEach(one -> one.get().requirePossible(tenant, request, grant));
    }
  }

  @Override
  public TokenResponse issue(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources) {
    if (!grant.clientId().equals(request.client().clientId())) {
      throw OAuthError.invalidGrant("The grant was made to another client.");
    }
    if (!grant.scope().containsAll(scope)) { // RFC 6749 section 6
      throw OAuthError.invalidScope("More scope is asked for than was granted.");
    }
    if (!Set.copyOf(grant.resources()).containsAll(resources)) { // RFC 8707 section 2.2
      throw OAuthError.invalidTarget("A resource is asked for that was not granted.");
    }
    List<Map<String, Object>> permitted = details(tenant, request, grant);
    policies.check(tenant, request, grant.resources());
    requireHeld(tenant, grant);
    IssuedToken token =
        tokens.issue(
            tenant,
            new AccessTokenRequest(
                request.client(),
                grant.subject(),
                List.of(),
                scope,
                resources,
                request.client().accessTokenLifetime(),
                bound(request, grant),
                claims(grant, permitted)));
    Map<String, Object> members = contributed(tenant, request, grant, permitted, token);
    // Ended meanwhile? Whoever ends it later than here ends this token with the others.
    requireHeld(tenant, grant);
    return new TokenResponse(
        token,
        "Bearer",
        text(members, "refresh_token"),
        text(members, "id_token"),
        others(members));
  }

  /** What was granted before there was a limit is refused while nothing is spent yet. */
  private static void requireRoom(
      GrantRequest request, AuthorizationGrant grant, List<Map<String, Object>> details) {
    TokenRoom.requireForGranted(
        "What was granted",
        grant.claims().getOrDefault("userinfo", ""),
        details,
        request.resources().isEmpty() ? grant.resources() : request.resources(),
        String.join(" ", request.scope().isEmpty() ? grant.scope() : request.scope()));
  }

  /** RFC 9396 section 6: what was granted, or part of it. */
  private List<Map<String, Object>> details(
      TenantContext tenant, GrantRequest request, AuthorizationGrant grant) {
    Optional<String> asked = request.request().parameter("authorization_details");
    if (asked.isEmpty()) {
      return grant.authorizationDetails();
    }
    List<Map<String, Object>> granted =
        JsonText.objects(
            JsonText.of(grant.authorizationDetails())); // numbers as the reader has them
    List<Map<String, Object>> sent =
        JsonParameter.objects(asked.get()).orElseThrow(AuthorizationDetailsTypes::malformed);
    return details.narrow(tenant, request.client(), granted, sent);
  }

  private void requireHeld(TenantContext tenant, AuthorizationGrant grant) {
    if (!grants.holds(tenant, grant.id())) {
      throw OAuthError.invalidGrant("The grant has ended.");
    }
  }

  /** What the request proved; a grant that is bound to a key is of no use without it. */
  private static Optional<Map<String, Object>> bound(
      GrantRequest request, AuthorizationGrant grant) {
    Map<String, Object> proven = new HashMap<>(request.confirmation().orElse(Map.of()));
    boolean kept =
        grant.confirmation().map(of -> proven.entrySet().containsAll(of.entrySet())).orElse(true);
    if (!kept) { // RFC 9449 section 5 and 10
      throw OAuthError.invalidGrant("The grant is bound to another key.");
    }
    return proven.isEmpty() ? Optional.empty() : Optional.of(proven);
  }

  /** RFC 9068 section 2.2.1, RFC 9396 section 9.1, and what the token ends with. */
  private static Map<String, Object> claims(
      AuthorizationGrant grant, List<Map<String, Object>> permitted) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("grant_id", grant.id());
    if (!grant.scope().contains(GrantStore.OFFLINE_ACCESS)) { // else it outlives the session
      grant.sessionId().ifPresent(id -> claims.put("sid", id));
    }
    grant.authenticatedAt().ifPresent(at -> claims.put("auth_time", at.getEpochSecond()));
    grant.acr().ifPresent(acr -> claims.put("acr", acr));
    if (!grant.amr().isEmpty()) {
      claims.put("amr", List.copyOf(grant.amr()));
    }
    if (!permitted.isEmpty()) {
      claims.put("authorization_details", permitted);
    }
    if (grant.claims().get("userinfo") instanceof Map<?, ?> asked && !asked.isEmpty()) {
      claims.put("userinfo_claims", asked); // OpenID Connect Core section 5.5: for userinfo
    }
    if (grant.claims().get("claims_locales") instanceof String tags) {
      claims.put("claims_locales", tags); // section 5.2, for userinfo as well
    }
    return claims;
  }

  private Map<String, Object> contributed(
      TenantContext tenant,
      GrantRequest request,
      AuthorizationGrant grant,
      List<Map<String, Object>> permitted,
      IssuedToken token) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!permitted.isEmpty()) { // RFC 9396 section 7
      members.put("authorization_details", permitted);
    }
    List<Lease<TokenResponseContributor>> held = contributors.acquireAll();
    try {
      held.forEach(one -> members.putAll(one.get().members(tenant, request, grant, token)));
      Map<String, Object> first = Map.copyOf(members);
      held.forEach(
          one -> members.putAll(one.get().membersOf(tenant, request, grant, token, first)));
    } finally {
      held.forEach(Lease::close);
    }
    return members;
  }

  private static Optional<String> text(Map<String, Object> members, String name) {
    return Optional.ofNullable((String) members.get(name));
  }

  private static Map<String, Object> others(Map<String, Object> members) {
    Map<String, Object> others = new LinkedHashMap<>(members);
    others.keySet().removeAll(Set.of("refresh_token", "id_token"));
    return others;
  }
}
