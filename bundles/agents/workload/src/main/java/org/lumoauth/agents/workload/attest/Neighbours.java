package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.agent.AgentTokens;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The other modules that are asked, each held by a lease while it works. */
@Component(service = Neighbours.class)
public final class Neighbours {

  private static final String AGENTS = "agents";
  private static final String REGISTRY = "agents-registry";

  private final Providers<AgentRegistry> registries;
  private final Providers<AgentTokens> tokens;
  private final Providers<WorkloadIdentityProvider> providers;
  private final ResourcePolicies resources;

  @Activate
  public Neighbours(@Reference ProviderRegistry registry) {
    this.registries = registry.follow(AgentRegistry.class);
    this.tokens = registry.follow(AgentTokens.class);
    this.providers = registry.follow(WorkloadIdentityProvider.class);
    this.resources = new ResourcePolicies(registry);
  }

  /** Follows them no longer. */
  @Deactivate
  public void close() {
    registries.close();
    tokens.close();
    providers.close();
    resources.close();
  }

  /**
   * The agent with this id.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> agent(TenantContext tenant, String id) {
    return registry(agents -> agents.find(tenant, id));
  }

  /**
   * The agent with this id, or with the client of this id.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> agentNamed(TenantContext tenant, String agentOrClientId) {
    return agent(tenant, agentOrClientId).or(() -> agentOfClient(tenant, agentOrClientId));
  }

  /**
   * The agent with this client.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> agentOfClient(TenantContext tenant, String clientId) {
    return registry(agents -> agents.findByClient(tenant, clientId));
  }

  /**
   * What instances of a blueprint may be capable of; empty if there is no such blueprint.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<Set<String>> blueprint(TenantContext tenant, String id) {
    return registry(agents -> agents.blueprintCapabilities(tenant, id));
  }

  /**
   * The instances of a blueprint.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public List<SubjectRef> instances(TenantContext tenant, String blueprintId) {
    return registry(agents -> agents.blueprintInstances(tenant, blueprintId)).stream()
        .map(id -> new SubjectRef(SubjectRef.AGENT, id))
        .toList();
  }

  /**
   * What people call a blueprint; empty if there is no such blueprint.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<String> blueprintName(TenantContext tenant, String id) {
    return registry(agents -> agents.blueprintName(tenant, id));
  }

  /**
   * The id of the blueprint that people call so; empty if there is none.
   *
   * @throws Problem 503 {@code module_unavailable} without a registry
   */
  public Optional<String> blueprintNamed(TenantContext tenant, String name) {
    return registry(agents -> agents.blueprintNamed(tenant, name));
  }

  /** Names of the providers that are installed. */
  public Set<String> providers() {
    return providers.names();
  }

  /**
   * What a provider says; empty if it is not installed.
   *
   * @throws Problem 503 {@code module_unavailable} while it is away
   */
  public <T> Optional<T> provider(String name, Function<WorkloadIdentityProvider, T> question) {
    try (Lease<WorkloadIdentityProvider> held = providers.acquireInstalled(name).orElse(null)) {
      return held == null ? Optional.empty() : Optional.of(question.apply(held.get()));
    }
  }

  /**
   * For which resources the agent's client gets tokens: for those that it could name with any other
   * grant.
   *
   * @throws org.lumoauth.api.oauth.OAuthError {@code invalid_target}
   */
  List<String> permitted(TenantContext tenant, Client client, List<String> named) {
    return resources.permitted(tenant, client, named);
  }

  /**
   * Makes a token by the one way there is.
   *
   * @throws Problem as {@link AgentTokens#issue}, and 503 without a registry
   */
  IssuedToken issue(TenantContext tenant, AgentTokenRequest request) {
    try (Lease<AgentTokens> issuer =
        tokens.acquire(AGENTS).orElseThrow(() -> Problem.moduleUnavailable(REGISTRY))) {
      return issuer.get().issue(tenant, request);
    }
  }

  private <T> T registry(Function<AgentRegistry, T> question) {
    try (Lease<AgentRegistry> held =
        registries.acquire(AGENTS).orElseThrow(() -> Problem.moduleUnavailable(REGISTRY))) {
      return question.apply(held.get());
    }
  }
}
