package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadExchange;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Token exchange of what a platform issued for a token of the agent itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
@Component(service = WorkloadExchange.class)
public final class ExchangeOfWorkloads implements WorkloadExchange {

  private final Neighbours neighbours;
  private final Attestations attestations;
  private final TokensOfWorkloads tokens;
  private final AttestAudit audit;

  @Activate
  public ExchangeOfWorkloads(
      @Reference Neighbours neighbours,
      @Reference Attestations attestations,
      @Reference TokensOfWorkloads tokens,
      @Reference AttestAudit audit) {
    this.neighbours = neighbours;
    this.attestations = attestations;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public IssuedToken exchange(TenantContext tenant, GrantRequest request) {
    String token = SubjectTokens.of(request.request());
    List<String> audience = audience(tenant, request);
    Optional<Agent> agent = neighbours.agentOfClient(tenant, request.client().clientId());
    try {
      Match match =
          attestations.match(tenant, agent, token, SubjectTokens.provider(request.request()));
      IssuedToken made =
          tokens.make(
              tenant,
              match,
              new TokensOfWorkloads.Wish(
                  request.scope(),
                  audience,
                  request.confirmation(),
                  request.request().remoteAddress()));
      audit.attested(tenant, match, made, Optional.empty());
      return made;
    } catch (Problem refusal) {
      throw refused(tenant, agent, refusal);
    }
  }

  /** RFC 8707: as for every token that the agent gets for itself. */
  private List<String> audience(TenantContext tenant, GrantRequest request) {
    List<String> named = request.request().parameters().getOrDefault("audience", List.of());
    if (named.stream().anyMatch(name -> !name.equals(tenant.issuer()))) {
      throw OAuthError.invalidTarget("With subject_issuer name resources, no audience.");
    }
    return neighbours.permitted(tenant, request.client(), request.resources());
  }

  private RuntimeException refused(TenantContext tenant, Optional<Agent> agent, Problem refusal) {
    return switch (refusal.status()) {
      case 400 -> new OAuthError(400, refusal.code(), refusal.getMessage());
      case 401, 404 -> {
        audit.rejected(tenant, agent, refusal.code(), Optional.empty());
        yield SubjectTokens.failed();
      }
      case 403 -> new OAuthError(403, "access_denied", refusal.getMessage());
      default -> refusal;
    };
  }
}
