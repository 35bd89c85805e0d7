/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Calls the agent registry, the token issuer and the workload identity providers of other modules,
 * each under a lease.
 */
@Component(service = AgentAndProviderGateway.class)
public final class AgentAndProviderGateway {

  private static final String AGENTS = "agents";
  private static final String REGISTRY = "agents-registry";

  private final ProviderTracker<AgentRegistry> registries;
  private final ProviderTracker<AgentAccessTokenIssuer> tokens;
  private final ProviderTracker<WorkloadIdentityProvider> providers;
  private final InstalledResourcePolicies resources;

  @Activate
  public AgentAndProviderGateway(@Reference ProviderRegistry registry) {
    this.registries = registry.track(AgentRegistry.class);
    this.tokens = registry.track(AgentAccessTokenIssuer.class);
    this.providers = registry.track(WorkloadIdentityProvider.class);
    this.resources = new InstalledResourcePolicies(registry);
  }

  /** Stops tracking the services. */
  @Deactivate
  public void close() {
    registries.close();
    tokens.close();
    providers.close();
    resources.close();
  }

  /**
   * Returns the agent with this id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> findAgent(TenantContext tenant, String id) {
    return registry(agents -> agents.find(tenant, id));
  }

  /**
   * Returns the agent with this id or this client id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> findAgentByIdOrClientId(TenantContext tenant, String agentOrClientId) {
    return findAgent(tenant, agentOrClientId).or(() -> findAgentByClient(tenant, agentOrClientId));
  }

  /**
   * Returns the agent with this client id.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Agent> findAgentByClient(TenantContext tenant, String clientId) {
    return registry(agents -> agents.findByClient(tenant, clientId));
  }

  /**
   * Returns the capabilities that instances of a blueprint can have; empty if the blueprint does
   * not exist.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<Set<String>> findBlueprintCapabilities(TenantContext tenant, String id) {
    return registry(agents -> agents.findBlueprintCapabilities(tenant, id));
  }

  /**
   * Returns the instances of a blueprint.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public List<SubjectRef> instances(TenantContext tenant, String blueprintId) {
    return registry(agents -> agents.blueprintInstances(tenant, blueprintId)).stream()
        .map(id -> new SubjectRef(SubjectRef.AGENT, id))
        .toList();
  }

  /**
   * Returns the display name of a blueprint; empty if the blueprint does not exist.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<String> findBlueprintName(TenantContext tenant, String id) {
    return registry(agents -> agents.findBlueprintName(tenant, id));
  }

  /**
   * Returns the id of the blueprint with this display name; empty if it does not exist.
   *
   * @throws ApiException 503 {@code module_unavailable} if no registry is available
   */
  public Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
    return registry(agents -> agents.findBlueprintIdByName(tenant, name));
  }

  /** Returns the names of the installed providers. */
  public Set<String> providers() {
    return providers.names();
  }

  /**
   * Calls a provider and returns its result; empty if it is not installed.
   *
   * @throws ApiException 503 {@code module_unavailable} if it is temporarily unavailable
   */
  public <T> Optional<T> provider(String name, Function<WorkloadIdentityProvider, T> question) {
    try (ServiceLease<WorkloadIdentityProvider> held =
        providers.leaseInstalled(name).orElse(null)) {
      return held == null ? Optional.empty() : Optional.of(question.apply(held.get()));
    }
  }

  /**
   * Returns the resources for which the agent's client can get tokens, by the same rules as for any
   * other grant.
   *
   * @throws org.lumoauth.api.oauth.OAuthException {@code invalid_target}
   */
  List<String> permitted(TenantContext tenant, Client client, List<String> named) {
    return resources.permittedResources(tenant, client, named);
  }

  /**
   * Issues a token through the registry's token issuer.
   *
   * @throws ApiException as {@link AgentAccessTokenIssuer#issue}, and 503 if no registry is
   *     available
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
