package org.lumoauth.agents.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;

/**
 * An agent with what is kept of its credentials.
 *
 * @param agent what others may know
 * @param secretHash keyed hash of the client secret, 32 bytes; never changed in place
 * @param updatedAt when it was last changed
 */
public record StoredAgent(Agent agent, byte[] secretHash, Instant updatedAt) {

  /** API.md section 0.1: access tokens of agents live 15 minutes. */
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(900);

  private static final Set<String> GRANTS =
      Set.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange");
  private static final Set<String> AUTHENTICATION =
      Set.of("client_secret_basic", "client_secret_post", "actor_token");

  static StoredAgent created(Agent agent, byte[] secretHash) {
    return new StoredAgent(agent, secretHash, agent.createdAt());
  }

  SubjectRef subject() {
    return new SubjectRef(SubjectRef.AGENT, agent.id());
  }

  /** The same with another agent of the same identity. */
  StoredAgent with(Agent changed) {
    return new StoredAgent(changed, secretHash, now());
  }

  StoredAgent withSecretHash(byte[] hash) {
    return new StoredAgent(agent, hash, now());
  }

  StoredAgent withEnabled(boolean enabled) {
    return with(
        new Agent(
            agent.id(),
            agent.clientId(),
            agent.name(),
            agent.description(),
            agent.identityType(),
            agent.capabilities(),
            enabled,
            agent.createdAt()));
  }

  /** The agent as an OAuth client: confidential, for itself, never beyond its capabilities. */
  Client client() {
    return new Client(
        agent.clientId(),
        agent.name(),
        subject(),
        true,
        agent.enabled(),
        GRANTS,
        agent.capabilities(),
        AUTHENTICATION,
        List.of(),
        TOKEN_LIFETIME,
        Map.of());
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
