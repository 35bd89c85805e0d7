package org.lumoauth.agents.workloadspiffe;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadAttestations;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthenticator;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.JwtVerification;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets an agent's client authenticate with the JWT-SVID of its workload
 * (draft-ietf-oauth-spiffe-client-auth-02). Which agents a SPIFFE ID may be their trust rules say;
 * {@code client_id} says which of them asks. A JWT-SVID may be shown again: platforms hand the same
 * one out until it expires.
 */
@Component(
    property = {
      "lumoauth.kind=client-authentication",
      "lumoauth.name=" + SpiffeJwt.METHOD,
      "lumoauth.web.parameters=client_assertion_type=" + SpiffeJwt.TYPE + " What the assertion is",
      "lumoauth.web.parameters=client_assertion A JWT of the client",
      "lumoauth.web.parameters=client_id Who asks"
    })
public final class SpiffeJwt implements ClientAuthenticator {

  static final String METHOD = "spiffe_jwt";

  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";
  private static final int UNAVAILABLE = 503;

  private final WorkloadAttestations attestations;
  private final JwtVerification jwts;
  private final Clients clients;

  @Activate
  public SpiffeJwt(
      @Reference WorkloadAttestations attestations,
      @Reference JwtVerification jwts,
      @Reference Clients clients) {
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
  public boolean stands(TenantContext tenant, OAuthRequest request) {
    return attestations.stands(
        tenant,
        request.requiredParameter("client_id"),
        request.requiredParameter("client_assertion"),
        Optional.of(SpiffeWorkloads.NAME));
  }

  private Client client(TenantContext tenant, OAuthRequest request, String assertion) {
    String clientId = request.parameter("client_id").orElseThrow(OAuthError::invalidClient);
    requireOnlyUs(tenant, assertion);
    try {
      attestations.verify(tenant, clientId, assertion, Optional.of(SpiffeWorkloads.NAME));
    } catch (Problem refusal) {
      if (refusal.status() == UNAVAILABLE) {
        throw refusal;
      }
      throw OAuthError.invalidClient();
    }
    return clients
        .find(tenant, clientId)
        .filter(known -> known.authenticationMethods().contains(METHOD))
        .orElseThrow(OAuthError::invalidClient);
  }

  /** For whatever else a rule trusts it: as a client assertion it is for this server alone. */
  private void requireOnlyUs(TenantContext tenant, String assertion) {
    Object audience =
        jwts.unverifiedClaims(assertion).map(claims -> claims.get("aud")).orElse(null);
    if (!tenant.issuer().equals(audience) && !List.of(tenant.issuer()).equals(audience)) {
      throw OAuthError.invalidClient();
    }
  }
}
