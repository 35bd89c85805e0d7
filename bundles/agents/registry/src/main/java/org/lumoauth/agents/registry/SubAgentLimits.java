package org.lumoauth.agents.registry;

import java.util.Map;
import java.util.function.LongSupplier;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * How many agents agents may register. Retired agents count until they are removed.
 *
 * @param perAgent how many one agent may register
 * @param perRoot how many there may be in all below an agent that no agent registered
 */
record SubAgentLimits(int perAgent, int perRoot) {

  /** Whether another agent may be registered. */
  enum SubAgentLimitResult {
    WITHIN,
    AGENT_FULL,
    ROOT_FULL
  }

  static SubAgentLimits of(SettingsStore settings, TenantContext tenant) {
    return new SubAgentLimits(
        AgentSettings.maxSubAgents(settings, tenant),
        AgentSettings.maxSubAgentsPerRoot(settings, tenant));
  }

  SubAgentLimitResult check(LongSupplier belowAgent, LongSupplier belowRoot) {
    if (belowAgent.getAsLong() >= perAgent) {
      return SubAgentLimitResult.AGENT_FULL;
    }
    return belowRoot.getAsLong() >= perRoot
        ? SubAgentLimitResult.ROOT_FULL
        : SubAgentLimitResult.WITHIN;
  }

  /**
   * Refuses what is beyond the limits.
   *
   * @throws ApiException 403 {@code too_many_sub_agents}
   */
  void require(SubAgentLimitResult verdict) {
    if (verdict == SubAgentLimitResult.AGENT_FULL) {
      throw new ApiException(
          403,
          "too_many_sub_agents",
          "An agent may register "
              + perAgent
              + " agents. Remove retired ones, or raise maxSubAgents.",
          Map.of("max_sub_agents", perAgent));
    }
    if (verdict == SubAgentLimitResult.ROOT_FULL) {
      throw new ApiException(
          403,
          "too_many_sub_agents",
          "There may be "
              + perRoot
              + " agents in all below one root agent. Remove retired ones, or raise"
              + " maxSubAgentsPerRoot.",
          Map.of("max_sub_agents_per_root", perRoot));
    }
  }
}
