package org.lumoauth.agents.registry;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.agent.NewAgent;

/** What an administrator sends to register an agent or to change one; what is absent stays. */
record AgentForm(String name, String description, List<String> capabilities, List<String> roles) {

  NewAgent toNewAgent() {
    return new NewAgent(
        name,
        Optional.ofNullable(description),
        new LinkedHashSet<>(capabilitiesOrNone()),
        roles == null ? List.of() : roles);
  }

  AgentDirectory.Edit toEdit() {
    return new AgentDirectory.Edit(
        Optional.ofNullable(name),
        Optional.ofNullable(description),
        Optional.ofNullable(capabilities),
        Optional.ofNullable(roles));
  }

  List<String> capabilitiesOrNone() {
    return capabilities == null ? List.of() : capabilities;
  }

  /** The same without a word about roles. */
  AgentForm withoutRoles() {
    return new AgentForm(name, description, capabilities, null);
  }

  boolean givesRoles() {
    return roles != null && !roles.isEmpty();
  }
}
