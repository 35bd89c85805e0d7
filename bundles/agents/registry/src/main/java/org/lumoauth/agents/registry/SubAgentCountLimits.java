/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Map;
import java.util.function.LongSupplier;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Limits the number of agents that agents can register. Retired agents count until they are
 * deleted.
 *
 * @param perAgent how many agents one agent can register
 * @param perRoot how many agents can exist in total below one root agent
 */
public record SubAgentCountLimits(int perAgent, int perRoot) {

  /** Whether another sub-agent can be registered. */
  public enum SubAgentLimitResult {
    WITHIN,
    AGENT_FULL,
    ROOT_FULL
  }

  static SubAgentCountLimits of(SettingsStore settings, TenantContext tenant) {
    return new SubAgentCountLimits(
        AgentSettings.MAX_SUB_AGENTS.read(settings, tenant),
        AgentSettings.MAX_PER_ROOT.read(settings, tenant));
  }

  public SubAgentLimitResult check(LongSupplier belowAgent, LongSupplier belowRoot) {
    if (belowAgent.getAsLong() >= perAgent) {
      return SubAgentLimitResult.AGENT_FULL;
    }
    return belowRoot.getAsLong() >= perRoot
        ? SubAgentLimitResult.ROOT_FULL
        : SubAgentLimitResult.WITHIN;
  }

  /**
   * Rejects a registration beyond the limits.
   *
   * @throws ApiException 403 {@code too_many_sub_agents}
   */
  void require(SubAgentLimitResult verdict) {
    if (verdict == SubAgentLimitResult.AGENT_FULL) {
      throw new ApiException(
          403,
          "too_many_sub_agents",
          "An agent can register at most "
              + perAgent
              + " agents. Delete retired agents, or raise maxSubAgents.",
          Map.of("max_sub_agents", perAgent));
    }
    if (verdict == SubAgentLimitResult.ROOT_FULL) {
      throw new ApiException(
          403,
          "too_many_sub_agents",
          "At most "
              + perRoot
              + " agents can exist below one root agent. Delete retired agents, or raise"
              + " maxSubAgentsPerRoot.",
          Map.of("max_sub_agents_per_root", perRoot));
    }
  }
}
