/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;

/** Loads the words of a tenant from its permissions, roles, agents and settings. */
final class VocabularyLoader {

  /** Maximum number of actions of a tenant that are interpreted. */
  static final int MAX_ACTIONS = 5_000;

  /**
   * Texts that describe an action.
   *
   * @param names the display names
   * @param texts its descriptions, and those of the roles that grant it
   */
  record ActionDescription(List<String> names, List<String> texts) {
    ActionDescription() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final String SLUG = "slug";

  private final ProviderTracker<TenantTransferSection> sections;
  private final ProviderTracker<AgentRegistry> agents;
  private final SettingsStore settings;

  VocabularyLoader(ProviderRegistry providers, SettingsStore settings) {
    this.sections = providers.track(TenantTransferSection.class);
    this.agents = providers.track(AgentRegistry.class);
    this.settings = settings;
  }

  void close() {
    sections.close();
    agents.close();
  }

  /**
   * Returns the tenant's own actions and the description of each. The administration permissions of
   * the server are only in the vocabulary of the agents that have them.
   */
  Map<String, ActionDescription> actions(TenantContext tenant) {
    Map<String, ActionDescription> actions = new LinkedHashMap<>();
    for (Map<String, Object> permission : section(tenant, "permissions")) {
      said(actions, permission.get(SLUG))
          .ifPresent(
              said -> {
                add(said.names(), permission.get("name"));
                add(said.texts(), permission.get("description"));
              });
    }
    for (Map<String, Object> role : section(tenant, "roles")) {
      if (role.get("permissions") instanceof Collection<?> held) {
        for (Object permission : held) {
          said(actions, permission)
              .ifPresent(
                  said -> {
                    add(said.texts(), role.get("name"));
                    add(said.texts(), role.get("description"));
                  });
        }
      }
    }
    return actions;
  }

  /** Returns the capabilities of the agent. */
  Set<String> capabilities(TenantContext tenant, SubjectRef agent) {
    var lease = agents.lease("agents");
    if (lease.isEmpty()) {
      return Set.of();
    }
    try (var held = lease.get()) {
      return held.get().find(tenant, agent.id()).map(Agent::capabilities).orElse(Set.of());
    }
  }

  /** Returns the synonym for each word of the tenant. */
  Map<String, String> synonyms(TenantContext tenant) {
    Map<String, String> synonyms = new HashMap<>();
    for (String line : QuestionInterpreterSettings.SYNONYMS.read(settings, tenant)) {
      QuestionInterpreterSettings.entry(line)
          .ifPresent(entry -> entry.words().forEach(word -> synonyms.put(word, entry.means())));
    }
    return synonyms;
  }

  private List<Map<String, Object>> section(TenantContext tenant, String name) {
    var lease = sections.lease(name);
    if (lease.isEmpty()) {
      return List.of();
    }
    try (var held = lease.get()) {
      return held.get().export(tenant);
    }
  }

  private static Optional<ActionDescription> said(
      Map<String, ActionDescription> actions, Object action) {
    if (!(action instanceof String name)
        || actions.size() >= MAX_ACTIONS && !actions.containsKey(name)) {
      return Optional.empty();
    }
    return Optional.of(actions.computeIfAbsent(name, any -> new ActionDescription()));
  }

  private static void add(List<String> texts, Object text) {
    if (text instanceof String some && !texts.contains(some)) {
      texts.add(some);
    }
  }
}
