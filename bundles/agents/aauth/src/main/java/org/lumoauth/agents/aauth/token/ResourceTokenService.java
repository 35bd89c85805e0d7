/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantKeyResolver;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues and verifies resource tokens, with which a resource states which agent, with which key,
 * must request which access. A resource signs them itself, or has them issued here.
 */
@Component(service = ResourceTokenService.class)
public final class ResourceTokenService {

  private final ParticipantCache parties;
  private final ParticipantKeyResolver keys;
  private final AAuthSignedTokenService mint;

  @Activate
  public ResourceTokenService(
      @Reference ParticipantCache parties,
      @Reference ParticipantKeyResolver keys,
      @Reference AAuthSignedTokenService mint) {
    this.parties = parties;
    this.keys = keys;
    this.mint = mint;
  }

  /**
   * The claims of a resource token.
   *
   * @param resource the resource
   * @param agent the agent that it is for
   * @param thumbprint the thumbprint of the agent's signing key
   * @param scope the scope to request
   * @param authRequestUrl where the resource stores the request; empty if there is none
   */
  public record ResourceTokenClaims(
      AAuthParticipant resource,
      String agent,
      String thumbprint,
      Set<String> scope,
      String authRequestUrl) {
    public ResourceTokenClaims {
      scope = Set.copyOf(scope);
    }
  }

  /** Issues a token. */
  public AAuthSignedTokenService.IssuedAAuthToken issue(
      TenantContext tenant, ResourceTokenClaims ask, String audience) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ask.resource().identifier());
    claims.put("aud", audience);
    claims.put("agent", ask.agent());
    claims.put("agent_jkt", ask.thumbprint());
    claims.put("scope", AAuthScopeConverter.text(ask.scope()));
    if (!ask.authRequestUrl().isEmpty()) {
      claims.put("auth_request_url", ask.authRequestUrl());
    }
    return mint.issue(tenant, AAuthTokenType.RESOURCE, claims);
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidTokenException if it is invalid, or its resource is disabled
   */
  public ResourceTokenClaims verify(TenantContext tenant, String jwt) throws InvalidTokenException {
    AAuthParticipant resource =
        mint.readUnverifiedClaim(jwt, "iss")
            .flatMap(
                iss -> parties.findByIdentifier(tenant.id(), ParticipantSettings.RESOURCE, iss))
            .orElseThrow(() -> invalid("no resource of this issuer is registered"));
    Map<String, Object> claims =
        mint.verify(
            tenant,
            AAuthTokenType.RESOURCE,
            jwt,
            resource.identifier(),
            AuthorizationServerIdentifierProvider.of(tenant),
            kid -> keys.find(tenant, resource, kid));
    return new ResourceTokenClaims(
        resource,
        text(claims, "agent"),
        text(claims, "agent_jkt"),
        AAuthScopeConverter.of(claims.get("scope") instanceof String scope ? scope : ""),
        claims.get("auth_request_url") instanceof String url ? url : "");
  }

  private static String text(Map<String, Object> claims, String name) throws InvalidTokenException {
    if (claims.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw invalid("the claim " + name + " is missing");
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
