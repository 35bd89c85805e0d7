/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange.PresentedExchangeToken;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedTokenDetails;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;

/** Notifies the policies that record token lineage of the tokens of tasks on behalf of a user. */
final class TaskTokenLineageNotifier {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final ProviderTracker<ActorPolicy> policies;
  private final TokenService tokens;

  TaskTokenLineageNotifier(ProviderRegistry registry, TokenService tokens) {
    this.policies = registry.track(ActorPolicy.class);
    this.tokens = tokens;
  }

  void close() {
    policies.close();
  }

  /**
   * Leases all policies to notify about a token of this task; empty for a task without a user.
   *
   * @throws ApiException 503 {@code module_unavailable} while a policy is unavailable
   */
  LeasedProviders<ActorPolicy> leasePolicies(AgentTask task) {
    if (task.userId().isEmpty()) {
      return new LeasedProviders<>(List.of(), Map.of());
    }
    LeasedProviders<ActorPolicy> held = policies.leaseAll();
    try {
      held.requireAll();
      return held;
    } catch (ApiException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Notifies the leased policies that a token was issued from the agent's own token.
   *
   * @throws ApiException 403 {@code agent_inactive} if the issued token was revoked before it was
   *     recorded
   */
  void recordToken(
      LeasedProviders<ActorPolicy> held,
      TenantContext tenant,
      AgentTask task,
      IssuedTokenDetails token) {
    if (held.leases().isEmpty()) {
      return;
    }
    var agent = new SubjectRef(SubjectRef.AGENT, task.agentId());
    var own = new PresentedExchangeToken(ACCESS_TOKEN, tenant.issuer(), agent, Optional.empty());
    if (!tokens.isStillValid(
        tenant, token.token())) { // a participant was disabled while the token was issued
      throw new ApiException(
          403,
          "agent_inactive",
          "The agent or its user was disabled meanwhile, so no token was issued.");
    }
    var made = new CompletedTokenExchange(token.token(), own, Optional.empty());
    held.leases().forEach(policy -> policy.get().onTokenExchanged(tenant, made));
  }
}
