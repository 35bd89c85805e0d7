/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers and retires sub-agents. A sub-agent never has more capabilities than its ancestors, and
 * never outlives them.
 */
@Component(service = SubAgentService.class)
public final class SubAgentService {

  private final AgentStore store;
  private final EffectiveAgentResolver effective;
  private final AgentRegistryService directory;
  private final AgentRetirementService end;
  private final SettingsStore settings;

  @Activate
  public SubAgentService(
      @Reference AgentStore store,
      @Reference EffectiveAgentResolver effective,
      @Reference AgentRegistryService directory,
      @Reference AgentRetirementService end,
      @Reference SettingsStore settings) {
    this.store = store;
    this.effective = effective;
    this.directory = directory;
    this.end = end;
    this.settings = settings;
  }

  /**
   * Registers a sub-agent.
   *
   * @param scope the scope of the credential that the parent used
   * @param asked roles and details are ignored: a sub-agent has no roles and gets the parent's
   *     owner and sponsor
   * @throws ApiException 403 {@code capability_denied} if a capability exceeds those of the parent
   *     or of its credential, {@code sub_agent_depth_exceeded} or {@code too_many_sub_agents}
   */
  public AgentRegistrationResult register(
      TenantContext tenant,
      String parentId,
      Set<String> scope,
      NewAgent asked,
      StoredAgentCredentials keys,
      ChangeAttribution by) {
    var parent = effective.find(tenant.id(), parentId).orElseThrow(AgentStore::unknown);
    if (!parent.agent().capabilities().containsAll(asked.capabilities())) {
      throw new ApiException(
          403,
          "capability_denied",
          "A sub-agent can have only capabilities of its parent, which lacks "
              + ScopeValueValidator.describeExcess(
                  asked.capabilities(), parent.agent().capabilities())
              + ".");
    }
    if (!scope.containsAll(
        asked.capabilities())) { // the sub-agent outlives the token that registers it
      throw new ApiException(
          403,
          "capability_denied",
          "A sub-agent can have only capabilities in the scope of your token, which "
              + "lacks "
              + ScopeValueValidator.describeExcess(asked.capabilities(), scope)
              + ".");
    }
    checkDepth(tenant, parent);
    var above = parent.agent().details();
    var details =
        new AgentGovernance(
            AgentStatus.ACTIVE,
            above.ownerId(),
            above.sponsorId(),
            List.of(),
            Optional.of(parentId),
            Optional.empty());
    var below =
        new NewAgent(
            asked.name(),
            asked.description(),
            asked.capabilities(),
            List.of(),
            asked.identityType(),
            details);
    var limits = SubAgentCountLimits.of(settings, tenant);
    return directory.registerBelow(tenant, parentId, limits, below, keys, by);
  }

  public List<StoredAgent> of(TenantContext tenant, String parentId) {
    return store.listChildIds(tenant.id(), parentId).stream()
        .flatMap(id -> effective.find(tenant.id(), id).stream())
        .toList();
  }

  /** Retires a sub-agent of this agent permanently. */
  public StoredAgent retire(
      TenantContext tenant, String parentId, String agentId, ChangeAttribution by) {
    if (effective
        .find(tenant.id(), agentId)
        .filter(agent -> agent.agent().details().parentId().equals(Optional.of(parentId)))
        .isEmpty()) {
      throw AgentStore.unknown();
    }
    return end.retire(tenant, agentId, by);
  }

  private void checkDepth(TenantContext tenant, StoredAgent parent) {
    int most = AgentSettings.MAX_DEPTH.read(settings, tenant);
    if (effective.lineageOf(tenant.id(), parent).size() > most) {
      throw new ApiException(
          403,
          "sub_agent_depth_exceeded",
          "Sub-agents can be nested at most " + most + " levels below the first agent.",
          Map.of("max_depth", most));
    }
  }
}
