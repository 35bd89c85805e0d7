/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadAttestationVerifier;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates an agent's client with the JWT-SVID of its workload
 * (draft-ietf-oauth-spiffe-client-auth-02). Trust rules determine which agents a SPIFFE ID can act
 * as; {@code client_id} selects the agent. A JWT-SVID may be presented repeatedly, because
 * platforms return the same JWT-SVID until it expires.
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=" + SpiffeJwtClientAuthenticator.METHOD,
      "lumoauth.web.parameters=client_assertion_type="
          + SpiffeJwtClientAuthenticator.TYPE
          + " The type of the assertion",
      "lumoauth.web.parameters=client_assertion A JWT of the client",
      "lumoauth.web.parameters=client_id The client that authenticates"
    })
public final class SpiffeJwtClientAuthenticator implements ClientAuthenticationMethod {

  static final String METHOD = "spiffe_jwt";

  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";
  private static final int UNAVAILABLE = 503;

  private final WorkloadAttestationVerifier attestations;
  private final ForeignJwtVerifier jwts;
  private final ClientDirectory clients;

  @Activate
  public SpiffeJwtClientAuthenticator(
      @Reference WorkloadAttestationVerifier attestations,
      @Reference ForeignJwtVerifier jwts,
      @Reference ClientDirectory clients) {
    this.attestations = attestations;
    this.jwts = jwts;
    this.clients = clients;
  }

  @Override
  public Optional<Client> authenticate(TenantContext tenant, OAuthRequest request) {
    return request
        .parameter("client_assertion_type")
        .filter(TYPE::equals)
        .map(type -> client(tenant, request, request.requiredParameter("client_assertion")));
  }

  @Override
  public boolean isStillAuthenticated(TenantContext tenant, OAuthRequest request) {
    return attestations.isStillValid(
        tenant,
        request.requiredParameter("client_id"),
        request.requiredParameter("client_assertion"),
        Optional.of(SpiffeWorkloadIdentityProvider.NAME));
  }

  private Client client(TenantContext tenant, OAuthRequest request, String assertion) {
    String clientId = request.parameter("client_id").orElseThrow(OAuthException::invalidClient);
    requireOnlyUs(tenant, assertion);
    try {
      attestations.verify(
          tenant, clientId, assertion, Optional.of(SpiffeWorkloadIdentityProvider.NAME));
    } catch (ApiException refusal) {
      if (refusal.status() == UNAVAILABLE) {
        throw refusal;
      }
      throw OAuthException.invalidClient();
    }
    return clients
        .find(tenant, clientId)
        .filter(known -> known.authenticationMethods().contains(METHOD))
        .orElseThrow(OAuthException::invalidClient);
  }

  /**
   * Even if a rule accepts other audiences, a client assertion must be addressed to this server
   * only.
   */
  private void requireOnlyUs(TenantContext tenant, String assertion) {
    Object audience =
        jwts.unverifiedClaims(assertion).map(claims -> claims.get("aud")).orElse(null);
    if (!tenant.issuer().equals(audience) && !List.of(tenant.issuer()).equals(audience)) {
      throw OAuthException.invalidClient();
    }
  }
}
