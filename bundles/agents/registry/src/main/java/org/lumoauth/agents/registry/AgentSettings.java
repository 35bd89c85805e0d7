/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** The settings section {@code agents}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + AgentSettings.SECTION})
public final class AgentSettings implements TenantSettingsSection {

  public static final String SECTION = "agents";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  public static final TypedSetting<Duration> TOKEN_LIFETIME =
      SCHEMA.seconds(
          "accessTokenLifetime",
          900,
          60,
          3_600,
          "The lifetime of agents' access tokens in seconds.");

  static final TypedSetting<Integer> MAX_DEPTH =
      SCHEMA.number(
          "maxSubAgentDepth",
          3,
          0,
          EffectiveAgentResolver.MAX_DEPTH,
          "The maximum depth of sub-agents below the first agent. 0 forbids agents to register"
              + " sub-agents.");

  static final TypedSetting<Integer> MAX_SUB_AGENTS =
      SCHEMA.number(
          "maxSubAgents",
          100,
          0,
          10_000,
          "The maximum number of agents that one agent can register.");

  static final TypedSetting<Integer> MAX_PER_ROOT =
      SCHEMA.number(
          "maxSubAgentsPerRoot",
          1_000,
          0,
          100_000,
          "The maximum total number of sub-agents below one root agent.");

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }
}
