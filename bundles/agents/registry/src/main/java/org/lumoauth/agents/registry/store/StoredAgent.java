/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An agent with its stored credentials.
 *
 * @param agent the agent, either as registered or as limited by its parent and its blueprint
 * @param kept its credentials
 * @param setBy the users that set them
 * @param type the type of program, such as {@code bot}, if given
 * @param updatedAt when it was last changed
 */
public record StoredAgent(
    Agent agent,
    StoredAgentCredentials kept,
    CredentialUsers setBy,
    Optional<String> type,
    Instant updatedAt) {

  /** The placeholder for all capabilities of the blueprint. No capability has this form. */
  public static final String INHERITED = "*";

  public static StoredAgent created(
      Agent agent, StoredAgentCredentials kept, CredentialUsers setBy, Optional<String> type) {
    return new StoredAgent(agent, kept, setBy, type, agent.createdAt());
  }

  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.AGENT, agent.id());
  }

  /** Whether the agent inherits all capabilities of its blueprint. */
  public boolean inherits() {
    return agent.capabilities().contains(INHERITED);
  }

  /** Returns a copy with a changed agent of the same identity. */
  public StoredAgent with(Agent changed) {
    return new StoredAgent(changed, kept, setBy, type, now());
  }

  /**
   * Returns a copy with other credentials.
   *
   * @param users the ids of the users that set them
   */
  public StoredAgent with(StoredAgentCredentials others, Set<String> users) {
    return new StoredAgent(agent, others, setBy.replaceSetters(users, now()), type, now());
  }

  public StoredAgent with(AgentStatus status) {
    return with(
        described(
            agent.name(), agent.description(), agent.capabilities(), agent.details().with(status)));
  }

  /**
   * Returns the agent with another name, description, capabilities and details; the status in the
   * details decides whether it may act.
   */
  public Agent described(
      String name,
      Optional<String> description,
      Set<String> capabilities,
      AgentGovernance details) {
    return new Agent(
        agent.id(),
        agent.clientId(),
        name,
        description,
        agent.identityType(),
        capabilities,
        details.status() == AgentStatus.ACTIVE,
        agent.createdAt(),
        details);
  }

  /** Returns a copy limited by others: fewer capabilities, and possibly disabled. */
  public StoredAgent narrowed(Set<String> capabilities, boolean enabled) {
    return new StoredAgent(
        new Agent(
            agent.id(),
            agent.clientId(),
            agent.name(),
            agent.description(),
            agent.identityType(),
            capabilities,
            enabled,
            agent.createdAt(),
            agent.details()),
        kept,
        setBy,
        type,
        updatedAt);
  }

  /** Returns the current time in the stored precision. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return "StoredAgent[" + agent.id() + "]";
  }
}
