package org.lumoauth.agents.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.authn.CredentialProvenance;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An agent with what is kept of its credentials.
 *
 * @param agent the agent: as it was registered, or as its parent and its blueprint leave it
 * @param kept its credentials
 * @param setBy who set them
 * @param type what sort of program it is, as {@code bot}, where somebody said so
 * @param updatedAt when it was last changed
 */
public record StoredAgent(
    Agent agent,
    StoredAgentCredentials kept,
    CredentialProvenance setBy,
    Optional<String> type,
    Instant updatedAt) {

  /** In place of capabilities: all that the blueprint has. No capability is written so. */
  static final String INHERITED = "*";

  static StoredAgent created(
      Agent agent, StoredAgentCredentials kept, CredentialProvenance setBy, Optional<String> type) {
    return new StoredAgent(agent, kept, setBy, type, agent.createdAt());
  }

  SubjectRef subject() {
    return new SubjectRef(SubjectRef.AGENT, agent.id());
  }

  /** Whether it has what its blueprint has, whatever that is. */
  boolean inherits() {
    return agent.capabilities().contains(INHERITED);
  }

  /** The same with another agent of the same identity. */
  StoredAgent with(Agent changed) {
    return new StoredAgent(changed, kept, setBy, type, now());
  }

  /**
   * The same with other credentials.
   *
   * @param users the ids of the people who set them
   */
  StoredAgent with(StoredAgentCredentials others, Set<String> users) {
    return new StoredAgent(agent, others, setBy.replaceSetters(users, now()), type, now());
  }

  StoredAgent with(AgentStatus status) {
    return with(
        described(
            agent.name(), agent.description(), agent.capabilities(), agent.details().with(status)));
  }

  /** The agent with other words, capabilities and bounds; its status says whether it may act. */
  Agent described(
      String name, Optional<String> description, Set<String> capabilities, AgentDetails details) {
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

  /** What others leave of it: fewer capabilities, and perhaps no leave to act. */
  StoredAgent narrowed(Set<String> capabilities, boolean enabled) {
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

  /** The time in the precision in which it is stored. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return "StoredAgent[" + agent.id() + "]";
  }
}
