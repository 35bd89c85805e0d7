/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadTokenExchanger;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exchanges a token issued by a workload's platform for an access token of the agent itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
@Component(service = WorkloadTokenExchanger.class)
public final class AttestationTokenExchanger implements WorkloadTokenExchanger {

  private final AgentAndProviderGateway neighbours;
  private final TrustRuleAttestationVerifier attestations;
  private final AttestedAgentTokenIssuer tokens;
  private final WorkloadAttestationAudit audit;

  @Activate
  public AttestationTokenExchanger(
      @Reference AgentAndProviderGateway neighbours,
      @Reference TrustRuleAttestationVerifier attestations,
      @Reference AttestedAgentTokenIssuer tokens,
      @Reference AuditLog log) {
    this.neighbours = neighbours;
    this.attestations = attestations;
    this.tokens = tokens;
    this.audit = new WorkloadAttestationAudit(log);
  }

  @Override
  public IssuedToken exchange(TenantContext tenant, AuthenticatedTokenRequest request) {
    String token = WorkloadExchangeRequestParser.of(request.request());
    List<String> audience = audience(tenant, request);
    Optional<Agent> agent = neighbours.findAgentByClient(tenant, request.client().clientId());
    try {
      WorkloadAttestationMatch match =
          attestations.match(
              tenant, agent, token, WorkloadExchangeRequestParser.provider(request.request()));
      IssuedToken made =
          tokens.issue(
              tenant,
              match,
              new AttestedAgentTokenIssuer.WorkloadTokenRequest(
                  request.scope(),
                  audience,
                  request.confirmation(),
                  request.request().remoteAddress()));
      audit.recordAttested(tenant, match, made, Optional.empty());
      return made;
    } catch (ApiException refusal) {
      throw refused(tenant, agent, refusal);
    }
  }

  /** Resolves the audience by RFC 8707, as for every token that an agent requests for itself. */
  private List<String> audience(TenantContext tenant, AuthenticatedTokenRequest request) {
    List<String> named = request.request().parameters().getOrDefault("audience", List.of());
    if (named.stream().anyMatch(name -> !name.equals(tenant.issuer()))) {
      throw OAuthException.invalidTarget("With subject_issuer, use resource instead of audience.");
    }
    return neighbours.permitted(tenant, request.client(), request.resources());
  }

  private RuntimeException refused(
      TenantContext tenant, Optional<Agent> agent, ApiException refusal) {
    return switch (refusal.status()) {
      case 400 -> new OAuthException(400, refusal.code(), refusal.getMessage());
      case 401, 404 -> {
        audit.recordRejected(tenant, agent, refusal.code(), Optional.empty());
        yield WorkloadExchangeRequestParser.failed();
      }
      case 403 -> new OAuthException(403, "access_denied", refusal.getMessage());
      default -> refusal;
    };
  }
}
