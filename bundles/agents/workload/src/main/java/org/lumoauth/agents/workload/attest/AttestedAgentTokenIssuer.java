/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues the token of an attested agent. The token is revoked together with the rules that accepted
 * the attestation.
 */
@Component(service = AttestedAgentTokenIssuer.class)
public final class AttestedAgentTokenIssuer {

  private static final Duration LIFETIME = Duration.ofMinutes(15);

  /**
   * The requested properties of the token.
   *
   * @param scope the requested scope; empty means all capabilities of the agent
   * @param audience the resources the token is for; empty means the tenant's own API
   * @param confirmation the key that the token is bound to
   * @param from the address of the request
   */
  record WorkloadTokenRequest(
      Set<String> scope,
      List<String> audience,
      Optional<Map<String, Object>> confirmation,
      String from) {}

  private final TrustRuleAttestationVerifier attestations;
  private final AgentAndProviderGateway neighbours;
  private final TokenService tokens;

  @Activate
  public AttestedAgentTokenIssuer(
      @Reference TrustRuleAttestationVerifier attestations,
      @Reference AgentAndProviderGateway neighbours,
      @Reference TokenService tokens) {
    this.attestations = attestations;
    this.neighbours = neighbours;
    this.tokens = tokens;
  }

  /**
   * Issues the token.
   *
   * @throws org.lumoauth.api.web.ApiException as {@link
   *     org.lumoauth.api.agent.AgentAccessTokenIssuer#issue}, and 401 {@code attestation_rejected}
   *     if a rule was changed concurrently
   */
  IssuedToken issue(
      TenantContext tenant, WorkloadAttestationMatch match, WorkloadTokenRequest wish) {
    attestations.recordUse(tenant, match);
    IssuedToken token =
        neighbours.issue(
            tenant,
            new AgentTokenRequest(
                match.agent().id(),
                wish.scope(),
                wish.audience(),
                LIFETIME,
                wish.confirmation(),
                Map.of("workload", told(match.identity())),
                Optional.of(wish.from())));
    if (!attestations.stands(tenant, match)) {
      end(tenant, token); // the concurrent change did not see this token yet, so revoke it here
      throw TrustRuleAttestationVerifier.rejected();
    }
    return token;
  }

  private static Map<String, Object> told(WorkloadIdentity identity) {
    return Map.of(
        "provider", identity.provider(),
        "issuer", identity.issuer(),
        "subject", identity.subject());
  }

  private void end(TenantContext tenant, IssuedToken token) {
    try {
      tokens.revoke(tenant, tokens.verifyForAnyAudience(tenant, token.value()));
    } catch (InvalidTokenException e) {
      return; // it has already expired
    }
  }
}
