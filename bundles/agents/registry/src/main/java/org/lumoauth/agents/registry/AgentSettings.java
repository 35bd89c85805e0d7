package org.lumoauth.agents.registry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** The settings section {@code agents}. */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + AgentSettings.SECTION})
public final class AgentSettings implements TenantSettingsSection {

  public static final String SECTION = "agents";

  private static final String TOKEN_LIFETIME = "accessTokenLifetime";
  private static final String MAX_DEPTH = "maxSubAgentDepth";
  private static final String MAX_SUB_AGENTS = "maxSubAgents";
  private static final String MAX_PER_ROOT = "maxSubAgentsPerRoot";
  private static final long STANDARD_LIFETIME = 900;
  private static final long LONGEST_LIFETIME = 3_600;

  @Override
  public String requiredPermission(String setting) {
    return "agents.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        number(
            TOKEN_LIFETIME,
            STANDARD_LIFETIME,
            60,
            LONGEST_LIFETIME,
            "The lifetime of agents' access tokens in seconds."),
        number(
            MAX_DEPTH,
            3,
            0,
            EffectiveAgentResolver.MAX_DEPTH,
            "The maximum depth of sub-agents below the first agent. 0 forbids agents "
                + "to register"
                + " sub-agents."),
        number(
            MAX_SUB_AGENTS,
            100,
            0,
            10_000,
            "The maximum number of agents that one agent can register."),
        number(
            MAX_PER_ROOT,
            1_000,
            0,
            100_000,
            "The maximum total number of sub-agents below one root agent."));
  }

  public static Duration tokenLifetime(SettingsStore settings, TenantContext tenant) {
    return Duration.ofSeconds(read(settings, tenant, TOKEN_LIFETIME));
  }

  static int maxDepth(SettingsStore settings, TenantContext tenant) {
    return Math.toIntExact(read(settings, tenant, MAX_DEPTH));
  }

  static int maxSubAgents(SettingsStore settings, TenantContext tenant) {
    return Math.toIntExact(read(settings, tenant, MAX_SUB_AGENTS));
  }

  static int maxSubAgentsPerRoot(SettingsStore settings, TenantContext tenant) {
    return Math.toIntExact(read(settings, tenant, MAX_PER_ROOT));
  }

  private static long read(SettingsStore settings, TenantContext tenant, String name) {
    return ((Number) settings.read(tenant, SECTION).get(name)).longValue();
  }

  private static SettingDefinition number(
      String name, long standard, long least, long most, String description) {
    return new SettingDefinition(
        name,
        SettingType.INTEGER,
        standard,
        false,
        Set.of(),
        Optional.of(least),
        Optional.of(most),
        description);
  }
}
