package org.lumoauth.agents.workload.attest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentAccessTokenIssuer;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ResourcePolicySet;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The other modules that are asked, each held by a lease while it works. */
@Component(service = WorkloadOptionalServices.class)
public final class WorkloadOptionalServices {

  private static final String AGENTS = "agents";
  private static final String REGISTRY = "agents-registry";

  private final ProviderTracker<AgentRegistry> registries;
  private final ProviderTracker<AgentAccessTokenIssuer> tokens;
  private final ProviderTracker<WorkloadIdentityProvider> providers;
  private final ResourcePolicySet resources;

  @Activate
  public WorkloadOptionalServices(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
    this.tokens = registry.track(AgentAccessTokenIssuer.class);
    this.providers = registry.track(WorkloadIdentityProvider.class);
    this.resources = new ResourcePolicySet(registry);
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
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> findAgent(TenantContext tenant, String id) {
    return registry(agents -> agents.find(tenant, id));
  }

  /**
   * The agent with this id, or with the client of this id.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> findAgentByIdOrClientId(TenantContext tenant, String agentOrClientId) {
    return findAgent(tenant, agentOrClientId).or(() -> findAgentByClient(tenant, agentOrClientId));
  }

  /**
   * The agent with this client.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<Agent> findAgentByClient(TenantContext tenant, String clientId) {
    return registry(agents -> agents.findByClient(tenant, clientId));
  }

  /**
   * What instances of a blueprint may be capable of; empty if there is no such blueprint.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<Set<String>> findBlueprintCapabilities(TenantContext tenant, String id) {
    return registry(agents -> agents.findBlueprintCapabilities(tenant, id));
  }

  /**
   * The instances of a blueprint.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public List<SubjectRef> instances(TenantContext tenant, String blueprintId) {
    return registry(agents -> agents.blueprintInstances(tenant, blueprintId)).stream()
        .map(id -> new SubjectRef(SubjectRef.AGENT, id))
        .toList();
  }

  /**
   * What people call a blueprint; empty if there is no such blueprint.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<String> findBlueprintName(TenantContext tenant, String id) {
    return registry(agents -> agents.findBlueprintName(tenant, id));
  }

  /**
   * The id of the blueprint that people call so; empty if there is none.
   *
   * @throws ApiException 503 {@code module_unavailable} without a registry
   */
  public Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
    return registry(agents -> agents.findBlueprintIdByName(tenant, name));
  }

  /** Names of the providers that are installed. */
  public Set<String> providers() {
    return providers.names();
  }

  /**
   * What a provider says; empty if it is not installed.
   *
   * @throws ApiException 503 {@code module_unavailable} while it is away
   */
  public <T> Optional<T> provider(String name, Function<WorkloadIdentityProvider, T> question) {
    try (ServiceLease<WorkloadIdentityProvider> held =
        providers.leaseInstalled(name).orElse(null)) {
      return held == null ? Optional.empty() : Optional.of(question.apply(held.get()));
    }
  }

  /**
   * For which resources the agent's client gets tokens: for those that it could name with any other
   * grant.
   *
   * @throws org.lumoauth.api.oauth.OAuthException {@code invalid_target}
   */
  List<String> permitted(TenantContext tenant, Client client, List<String> named) {
    return resources.permittedResources(tenant, client, named);
  }

  /**
   * Makes a token by the one way there is.
   *
   * @throws ApiException as {@link AgentAccessTokenIssuer#issue}, and 503 without a registry
   */
  IssuedToken issue(TenantContext tenant, AgentTokenRequest request) {
    try (ServiceLease<AgentAccessTokenIssuer> issuer =
        tokens.lease(AGENTS).orElseThrow(() -> ApiException.moduleUnavailable(REGISTRY))) {
      return issuer.get().issue(tenant, request);
    }
  }

  private <T> T registry(Function<AgentRegistry, T> question) {
    try (ServiceLease<AgentRegistry> held =
        registries.lease(AGENTS).orElseThrow(() -> ApiException.moduleUnavailable(REGISTRY))) {
      return question.apply(held.get());
    }
  }
}
