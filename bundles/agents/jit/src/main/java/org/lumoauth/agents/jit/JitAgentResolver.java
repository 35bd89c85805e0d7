/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Resolves the calling agent, which acts for itself or for a user. */
@Component(service = JitAgentResolver.class)
public final class JitAgentResolver {

  private static final int MAX_LINE = 10;

  private final ProviderTracker<AgentRegistry> registries;

  @Activate
  public JitAgentResolver(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
  }

  @Deactivate
  void close() {
    registries.close();
  }

  /**
   * Returns the calling agent.
   *
   * @throws ApiException 403 {@code agent_token_required} if the caller is not an agent or uses a
   *     task token, which is valid only for the approved operation
   */
  public Agent require(TenantContext tenant, Caller caller) {
    SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)
        || caller.subject().type().equals(TaskSubjectSource.TYPE)) {
      throw new ApiException(
          403,
          "agent_token_required",
          "An access token of the agent itself is required; task tokens are not " + "accepted.");
    }
    return find(tenant, acting.id())
        .filter(Agent::enabled)
        .orElseThrow(
            () ->
                new ApiException(
                    403,
                    "agent_inactive",
                    "The agent is not active. An administrator can enable it."));
  }

  /** Returns an agent and its ancestors, the root first, the agent itself last. */
  public List<String> ancestorIds(TenantContext tenant, String agentId) {
    Deque<String> line = new ArrayDeque<>();
    Optional<String> next = Optional.of(agentId);
    while (next.isPresent() && line.size() < MAX_LINE) {
      line.addFirst(next.get());
      next = find(tenant, next.get()).flatMap(agent -> agent.details().parentId());
    }
    return List.copyOf(line);
  }

  /**
   * Returns the people who hold the agent's token and thus request with it, because they created
   * it.
   */
  public Set<SubjectRef> askedBy(TenantContext tenant, Caller caller) {
    return ask(registry -> registry.findTokenRequesters(tenant, caller.credentialId()));
  }

  /**
   * Leases the registry; its module is not replaced until the lease is closed.
   *
   * @throws ApiException 503 {@code module_unavailable} if it is missing
   */
  public ServiceLease<AgentRegistry> leaseRegistry() {
    return registries
        .leaseInstalled("agents")
        .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"));
  }

  /** Returns the agent with this id, active or not. */
  public Optional<Agent> find(TenantContext tenant, String agentId) {
    return ask(registry -> registry.find(tenant, agentId));
  }

  private <T> T ask(Function<AgentRegistry, T> question) {
    try (ServiceLease<AgentRegistry> registry = leaseRegistry()) {
      return question.apply(registry.get());
    }
  }
}
