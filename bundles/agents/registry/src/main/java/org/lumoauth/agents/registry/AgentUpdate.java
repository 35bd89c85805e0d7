/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.web.ApiException;

/**
 * A change of an agent; empty members do not change. An empty text removes the value.
 *
 * @param onBehalf whether it may act for users, which adds or removes the corresponding capability
 */
public record AgentUpdate(
    Optional<String> name,
    Optional<String> description,
    Optional<List<String>> capabilities,
    Optional<List<String>> roles,
    Optional<String> ownerId,
    Optional<String> sponsorId,
    Optional<List<String>> allowedIps,
    Optional<Boolean> onBehalf) {

  AgentUpdate(
      Optional<String> name,
      Optional<String> description,
      Optional<List<String>> capabilities,
      Optional<List<String>> roles) {
    this(
        name,
        description,
        capabilities,
        roles,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static AgentUpdate ofCapabilities(List<String> capabilities) {
    return new AgentUpdate(
        Optional.empty(), Optional.empty(), Optional.of(capabilities), Optional.empty());
  }

  /** Returns a validated copy with the name in composed form (NFC). */
  AgentUpdate checked() {
    description.ifPresent(text -> AgentNameValidator.checkedDescription(Optional.of(text)));
    capabilities.ifPresent(some -> CapabilitySyntaxValidator.checked("capabilities", some));
    allowedIps.ifPresent(IpRangeValidator::checked);
    return new AgentUpdate(
        name.map(AgentNameValidator::checkedName),
        description,
        capabilities,
        roles,
        ownerId,
        sponsorId,
        allowedIps,
        onBehalf);
  }

  /** Whether the change replaces the agent's owner or sponsor. */
  public boolean changesPeople(AgentGovernance before) {
    return !edited(ownerId, before.ownerId()).equals(before.ownerId())
        || !edited(sponsorId, before.sponsorId()).equals(before.sponsorId());
  }

  /** Returns the agent after the change. */
  Agent apply(StoredAgent was) {
    var agent = was.agent();
    var details = agent.details();
    return was.described(
        name.orElse(agent.name()),
        description.isPresent()
            ? AgentNameValidator.checkedDescription(description)
            : agent.description(),
        capabilities(agent.capabilities()),
        new AgentGovernance(
            details.status(),
            edited(ownerId, details.ownerId()),
            edited(sponsorId, details.sponsorId()),
            allowedIps.orElse(details.allowedIps()),
            details.parentId(),
            details.blueprintId()));
  }

  private Set<String> capabilities(Set<String> before) {
    if (onBehalf.isPresent() && capabilities.isEmpty() && before.contains(StoredAgent.INHERITED)) {
      throw ApiException.invalid(
          "canActOnBehalfOfUsers",
          "The agent inherits its capabilities from its blueprint. Send capabilities "
              + "instead.");
    }
    var now = new HashSet<>(capabilities.<Set<String>>map(Set::copyOf).orElse(before));
    onBehalf.ifPresent(
        wanted -> {
          if (wanted) {
            now.add(Agent.ON_BEHALF);
          } else {
            now.remove(Agent.ON_BEHALF);
          }
        });
    return now;
  }

  private static Optional<String> edited(Optional<String> wanted, Optional<String> before) {
    return wanted.isPresent() ? wanted.filter(id -> !id.isEmpty()) : before;
  }
}
