package org.lumoauth.agents.jit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

/** The agent that calls: by itself or for somebody. */
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
   * The agent.
   *
   * @throws ApiException 403 {@code agent_token_required} if it is none, or shows a token of a
   *     task: that is for what was approved, and for nothing else
   */
  Agent require(TenantContext tenant, Caller caller) {
    SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    if (!acting.type().equals(SubjectRef.AGENT)
        || caller.subject().type().equals(TaskSubjectSource.TYPE)) {
      throw new ApiException(
          403, "agent_token_required", "This takes an access token of the agent itself.");
    }
    return find(tenant, acting.id())
        .filter(Agent::enabled)
        .orElseThrow(() -> new ApiException(403, "agent_inactive", "The agent may not act now."));
  }

  /** An agent and those that it is a sub-agent of: the outermost first, the agent itself last. */
  List<String> ancestorIds(TenantContext tenant, String agentId) {
    Deque<String> line = new ArrayDeque<>();
    Optional<String> next = Optional.of(agentId);
    while (next.isPresent() && line.size() < MAX_LINE) {
      line.addFirst(next.get());
      next = find(tenant, next.get()).flatMap(agent -> agent.details().parentId());
    }
    return List.copyOf(line);
  }

  /** The people who hold the agent's token and ask by it, since they had it made. */
  Set<SubjectRef> askedBy(TenantContext tenant, Caller caller) {
    return ask(registry -> registry.findTokenRequesters(tenant, caller.credentialId()));
  }

  /**
   * The registry, until it is closed, while its module may be upgraded.
   *
   * @throws ApiException 503 {@code module_unavailable} without one
   */
  ServiceLease<AgentRegistry> leaseRegistry() {
    return registries
        .leaseInstalled("agents")
        .orElseThrow(() -> ApiException.moduleUnavailable("agents-registry"));
  }

  /** The agent with this id, whether it may act or not. */
  Optional<Agent> find(TenantContext tenant, String agentId) {
    return ask(registry -> registry.find(tenant, agentId));
  }

  private <T> T ask(Function<AgentRegistry, T> question) {
    try (ServiceLease<AgentRegistry> registry = leaseRegistry()) {
      return question.apply(registry.get());
    }
  }
}
