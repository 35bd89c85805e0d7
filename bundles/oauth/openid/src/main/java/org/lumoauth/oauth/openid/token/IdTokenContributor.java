/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.IdTokenClaimsContributor;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.oauth.openid.OpenIdSettings;
import org.lumoauth.oauth.openid.claims.ClaimLanguageSelector;
import org.lumoauth.oauth.openid.claims.RequestedClaims;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues an ID token together with an access token that has the scope {@code openid}. The checks of
 * the access token also apply to the ID token.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core
 *     section 2</a>
 */
@Component(
    property = {
      "lumoauth.kind=token-response",
      "lumoauth.name=id_token",
      "lumoauth.web.answers=id_token The ID token, for the scope openid"
    })
public final class IdTokenContributor implements TokenResponseContributor {

  /** The scope of OpenID Connect requests. */
  public static final String OPENID = "openid";

  /** The {@code typ}. Access tokens use {@code at+jwt}, logout tokens {@code logout+jwt}. */
  static final String TYPE = "JWT";

  /**
   * A private claim with the encrypted subject of a pairwise {@code sub}, readable only by this
   * server.
   */
  static final String SEALED_SUBJECT = "sub_ref";

  static final String KIND = "id_token";

  private final ClientJwtIssuer jwts;
  private final SubjectIdentifierService subjects;
  private final SubjectClaimsAssembler claims;
  private final SettingsStore settings;
  private final ProviderTracker<IdTokenClaimsContributor> further;
  private final InstantSource clock;

  @Activate
  public IdTokenContributor(
      @Reference ClientJwtIssuer jwts,
      @Reference SubjectIdentifierService subjects,
      @Reference SubjectClaimsAssembler claims,
      @Reference SettingsStore settings,
      @Reference ProviderRegistry registry,
      @Reference InstantSource clock) {
    this.jwts = jwts;
    this.subjects = subjects;
    this.claims = claims;
    this.settings = settings;
    this.further = registry.track(IdTokenClaimsContributor.class);
    this.clock = clock;
  }

  @Deactivate
  void close() {
    further.close();
  }

  /**
   * Returns no members. The ID token is a derived member, because it may contain hashes of other
   * members.
   */
  @Override
  public Map<String, Object> members(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken) {
    return Map.of();
  }

  @Override
  public void requirePossible(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    Set<String> scope = request.scope().isEmpty() ? grant.scope() : request.scope();
    if (scope.contains(OPENID)) {
      String usual = OpenIdSettings.OpenIdSettingValues.of(settings, tenant).algorithm();
      jwts.requirePossible(tenant, request.client(), KIND, usual);
    }
  }

  @Override
  public Map<String, Object> derivedMembers(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken,
      Map<String, Object> members) {
    if (!accessToken.scope().contains(OPENID)) { // section 3.1.2.1
      return Map.of();
    }
    Client client = request.client();
    OpenIdSettings.OpenIdSettingValues values =
        OpenIdSettings.OpenIdSettingValues.of(settings, tenant);
    SigningAlgorithm algorithm = jwts.algorithm(client, KIND, values.algorithm());
    Map<String, Object> content = about(tenant, client, grant, accessToken.scope(), values);
    content.putAll(proof(tenant, client, grant, values));
    if (!"refresh_token".equals(request.request().parameter("grant_type").orElse(""))) {
      grant
          .nonce()
          .ifPresent(nonce -> content.put("nonce", nonce)); // section 12.2: not repeated on refresh
    }
    UnaryOperator<String> halfHash =
        token -> ClientTokenSigningAlgorithms.halfHash(algorithm, token);
    content.put("at_hash", halfHash.apply(accessToken.value()));
    List<ServiceLease<IdTokenClaimsContributor>> held = further.leaseAvailable();
    try {
      held.forEach(
          one ->
              one.get()
                  .claims(tenant, request, grant, members, halfHash)
                  .forEach(content::putIfAbsent));
    } finally {
      held.forEach(ServiceLease::close);
    }
    return Map.of(KIND, jwts.make(tenant, client, KIND, Optional.of(TYPE), algorithm, content));
  }

  /**
   * Returns the requested user claims (section 5.5) and, if the tenant enables it, the claims of
   * scopes (section 5.4).
   */
  private Map<String, Object> about(
      TenantContext tenant,
      Client client,
      AuthorizationGrant grant,
      Set<String> scope,
      OpenIdSettings.OpenIdSettingValues values) {
    Set<String> scopes = values.scopeClaims() ? scope : Set.of();
    RequestedClaims requested = RequestedClaims.of(grant.claims(), KIND);
    ClaimLanguageSelector languages = ClaimLanguageSelector.of(grant.claims());
    return claims.about(tenant, grant.subject(), client, scopes, requested, languages);
  }

  /**
   * Returns the claims about the authentication (section 2) and {@code sid} (Front-Channel Logout
   * section 3).
   */
  private Map<String, Object> proof(
      TenantContext tenant,
      Client client,
      AuthorizationGrant grant,
      OpenIdSettings.OpenIdSettingValues values) {
    Instant now = clock.instant();
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("iss", tenant.issuer());
    proof.put("sub", subjects.of(tenant, client, grant.subject()));
    proof.put("aud", client.clientId());
    proof.put("iat", now.getEpochSecond());
    proof.put("exp", now.plus(values.lifetime()).getEpochSecond());
    if (subjects.isPairwise(client, grant.subject())) {
      proof.put(SEALED_SUBJECT, subjects.seal(tenant, grant.subject()));
    }
    grant.authenticatedAt().ifPresent(at -> proof.put("auth_time", at.getEpochSecond()));
    grant.acr().ifPresent(acr -> proof.put("acr", acr));
    if (!grant.amr().isEmpty()) {
      proof.put("amr", List.copyOf(new TreeSet<>(grant.amr())));
    }
    grant.sessionId().ifPresent(id -> proof.put("sid", id));
    return proof;
  }
}
