/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.userinfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.oauth.openid.claims.ClaimLanguageSelector;
import org.lumoauth.oauth.openid.claims.RequestedClaims;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.lumoauth.oauth.openid.token.IdTokenContributor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Determines the claims that the client of an access token may receive about its subject. */
@Component(service = UserInfoClaimsResolver.class)
public final class UserInfoClaimsResolver {

  /**
   * The access token claim that contains the {@code userinfo} member of the {@code claims}
   * parameter.
   */
  static final String REQUESTED = "userinfo_claims";

  private final SubjectClaimsAssembler claims;
  private final SubjectIdentifierService subjects;
  private final ProtectedResourceErrorFactory challenges;
  private final ProviderTracker<AgentRegistry> agents;
  private final ProviderTracker<AgentBudgetService> budgets;

  @Activate
  public UserInfoClaimsResolver(
      @Reference SubjectClaimsAssembler claims,
      @Reference SubjectIdentifierService subjects,
      @Reference ProtectedResourceErrorFactory challenges,
      @Reference ProviderRegistry registry) {
    this.claims = claims;
    this.subjects = subjects;
    this.challenges = challenges;
    this.agents = registry.track(AgentRegistry.class);
    this.budgets = registry.track(AgentBudgetService.class);
  }

  @Deactivate
  void close() {
    agents.close();
    budgets.close();
  }

  /**
   * Returns the claims.
   *
   * @param credentials the {@code Authorization} header of the request, for the scheme of errors
   * @throws OAuthException {@code insufficient_scope} if the token does not permit claims
   */
  Map<String, Object> of(
      TenantContext tenant, Client client, VerifiedToken token, Optional<String> credentials) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("sub", subjects.of(tenant, client, token.subject())); // section 5.3.2
    switch (token.subject().type()) {
      case SubjectRef.AGENT -> info.putAll(agent(tenant, client, token));
      case SubjectRef.CLIENT -> info.putAll(client(client));
      default -> info.putAll(person(tenant, client, token, credentials));
    }
    info.put("tenant", tenant.slug());
    return info;
  }

  private Map<String, Object> person(
      TenantContext tenant, Client client, VerifiedToken token, Optional<String> credentials) {
    if (!token.scope().contains(IdTokenContributor.OPENID)) {
      throw challenges.scope(credentials, IdTokenContributor.OPENID);
    }
    RequestedClaims requested = RequestedClaims.of(token.claims(), REQUESTED);
    ClaimLanguageSelector languages = ClaimLanguageSelector.of(token.claims());
    return claims.about(tenant, token.subject(), client, token.scope(), requested, languages);
  }

  private Map<String, Object> agent(TenantContext tenant, Client client, VerifiedToken token) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("identity_type", "agent");
    info.put("agent_id", token.subject().id());
    info.put("client_id", client.clientId());
    found(tenant, token.subject().id())
        .ifPresent(
            agent -> {
              info.put("name", agent.name());
              info.put("capabilities", List.copyOf(new TreeSet<>(agent.capabilities())));
              info.put(
                  "workload_identity",
                  agent.identityType().equals(Agent.WORKLOAD) ? agent.id() : null);
            });
    Map<String, Object> budget = budget(tenant, token.subject().id());
    if (!budget.isEmpty()) {
      info.put("budget_policy", budget);
    }
    return info;
  }

  private static Map<String, Object> client(Client client) {
    return Map.of("identity_type", "client", "client_id", client.clientId(), "name", client.name());
  }

  private Map<String, Object> budget(TenantContext tenant, String agentId) {
    Optional<ServiceLease<AgentBudgetService>> lease = budgets.lease("agents");
    if (lease.isEmpty()) {
      return Map.of();
    }
    try (ServiceLease<AgentBudgetService> held = lease.get()) {
      return held.get().describe(tenant, agentId);
    }
  }

  private Optional<Agent> found(TenantContext tenant, String agentId) {
    Optional<ServiceLease<AgentRegistry>> lease = agents.lease("agents");
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try (ServiceLease<AgentRegistry> registry = lease.get()) {
      return registry.get().find(tenant, agentId);
    }
  }
}
