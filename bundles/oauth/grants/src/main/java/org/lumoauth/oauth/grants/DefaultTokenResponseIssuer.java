/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.support.oauth.AuthorizationDetailsTypeRegistry;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Issues token responses for the grants of resource owners. */
@Component(service = TokenResponseIssuer.class)
public final class DefaultTokenResponseIssuer implements TokenResponseIssuer {

  private final TokenService tokens;
  private final AuthorizationGrantService grants;
  private final ProviderTracker<TokenResponseContributor> contributors;
  private final AuthorizationDetailsTypeRegistry details;
  private final InstalledResourcePolicies policies;

  @Activate
  public DefaultTokenResponseIssuer(
      @Reference TokenService tokens,
      @Reference AuthorizationGrantService grants,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.grants = grants;
    this.contributors = registry.track(TokenResponseContributor.class);
    this.details = new AuthorizationDetailsTypeRegistry(registry);
    this.policies = new InstalledResourcePolicies(registry);
  }

  @Deactivate
  void close() {
    contributors.close();
    details.close();
    policies.close();
  }

  @Override
  public NarrowedGrant narrow(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Set<String> possible =
        policies.withResourceScopes(tenant, request.client(), grant.resources()).scope();
    return NarrowedGrant.of(request, grant, possible);
  }

  @Override
  public void requireWithin(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    try (LeasedProviders<TokenResponseContributor> held = contributors.leaseAll()) {
      // A missing contributor would omit a member that the client cannot request later: an ID token
      // (OpenID Connect Core section 3.1.3.3), a refresh token, or its registration for logout
      // notifications.
      held.requireAll();
      requireRoom(request, grant, details(tenant, request, grant));
      if (request.resources().isEmpty()) { // Others were checked before the grant type was called.
        policies.check(tenant, request, grant.resources());
      }
      // Check first: a code or refresh token that is used up by a refused request would count as
      // copied when it is used again.
      held.leases().forEach(one -> one.get().requirePossible(tenant, request, grant));
    }
  }

  @Override
  public TokenResponse issue(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources) {
    if (!grant.clientId().equals(request.client().clientId())) {
      throw OAuthException.invalidGrant("The grant was issued to another client.");
    }
    if (!grant.scope().containsAll(scope)) { // RFC 6749 section 6
      throw OAuthException.invalidScope(
          "The granted scope does not include "
              + ScopeValueValidator.describeExcess(scope, grant.scope())
              + ".");
    }
    if (!Set.copyOf(grant.resources()).containsAll(resources)) { // RFC 8707 section 2.2
      throw OAuthException.invalidTarget("resource must be one of the granted resources.");
    }
    List<Map<String, Object>> permitted = details(tenant, request, grant);
    requireHeld(tenant, grant);
    IssuedToken token =
        tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                request.client(),
                grant.subject(),
                List.of(),
                scope,
                resources,
                request.client().accessTokenLifetime(),
                bound(request, grant),
                claims(grant, permitted)));
    Map<String, Object> members = contributed(tenant, request, grant, permitted, token);
    // Checked again, because the grant may have been revoked while the tokens were created. The
    // revocation does not remove a refresh token that was stored after it, and a resource server
    // that only verifies signatures would accept the access token. A later revocation includes
    // both.
    requireHeld(tenant, grant);
    return new TokenResponse(
        token,
        "Bearer",
        text(members, "refresh_token"),
        text(members, "id_token"),
        others(members));
  }

  /**
   * Refuses grants that exceed the size limit, which may predate the limit, before a code or token
   * is used up.
   */
  private static void requireRoom(
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      List<Map<String, Object>> details) {
    TokenContentSizeValidator.requireGrantedFits(
        "The grant",
        grant.claims().getOrDefault("userinfo", ""),
        details,
        request.resources().isEmpty() ? grant.resources() : request.resources(),
        String.join(" ", request.scope().isEmpty() ? grant.scope() : request.scope()));
  }

  /**
   * Returns the granted authorization details or the requested part of them (RFC 9396 section 6).
   */
  private List<Map<String, Object>> details(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Optional<String> asked = request.request().parameter("authorization_details");
    if (asked.isEmpty()) {
      return grant.authorizationDetails();
    }
    // Numbers are normalized to the types of the JSON parser.
    List<Map<String, Object>> granted =
        ConsentStore.DETAILS.read(
            ConsentStore.DETAILS.write(grant.authorizationDetails()), grant.id());
    List<Map<String, Object>> sent =
        JsonParameterParser.parseObjects(asked.get())
            .orElseThrow(AuthorizationDetailsTypeRegistry::malformedError);
    return details.narrow(tenant, request.client(), granted, sent);
  }

  private void requireHeld(TenantContext tenant, AuthorizationGrant grant) {
    if (!grants.isActive(tenant, grant.id())) {
      throw OAuthException.invalidGrant(
          "The grant was revoked or has expired. Start a new authorization request.");
    }
  }

  /**
   * Returns the confirmation that the request proved. A grant that is bound to a key requires that
   * key.
   */
  private static Optional<Map<String, Object>> bound(
      AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Map<String, Object> proven = new HashMap<>(request.confirmation().orElse(Map.of()));
    boolean kept =
        grant.confirmation().map(of -> proven.entrySet().containsAll(of.entrySet())).orElse(true);
    if (!kept) { // RFC 9449 section 5 and 10
      throw OAuthException.invalidGrant(
          "The grant is bound to a different key. Prove possession of that key.");
    }
    return proven.isEmpty() ? Optional.empty() : Optional.of(proven);
  }

  /**
   * Builds the claims: those of RFC 9068 section 2.2.1 and RFC 9396 section 9.1, and the IDs of the
   * grant and the session, so that the token is revoked with them.
   */
  private static Map<String, Object> claims(
      AuthorizationGrant grant, List<Map<String, Object>> permitted) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("grant_id", grant.id());
    if (!grant
        .scope()
        .contains(
            AuthorizationGrantStore
                .OFFLINE_ACCESS)) { // With offline_access the token outlives the session.
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
      claims.put(
          "userinfo_claims", asked); // For the UserInfo endpoint (OpenID Connect Core section 5.5).
    }
    if (grant.claims().get("claims_locales") instanceof String tags) {
      claims.put("claims_locales", tags); // section 5.2, also for the UserInfo endpoint
    }
    return claims;
  }

  private Map<String, Object> contributed(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      List<Map<String, Object>> permitted,
      IssuedToken token) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!permitted.isEmpty()) { // RFC 9396 section 7
      members.put("authorization_details", permitted);
    }
    List<ServiceLease<TokenResponseContributor>> held = contributors.leaseAvailable();
    try {
      held.forEach(one -> members.putAll(one.get().members(tenant, request, grant, token)));
      Map<String, Object> first = Map.copyOf(members);
      held.forEach(
          one -> members.putAll(one.get().derivedMembers(tenant, request, grant, token, first)));
    } finally {
      held.forEach(ServiceLease::close);
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
