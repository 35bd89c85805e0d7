package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;

/** Builds an {@link Agent}. */
public record AgentBuilder(
    String id, String clientId, String name, Set<String> capabilities, boolean enabled) {

  /** The id of the agent unless a test gives another. */
  public static final String ID = "agt_" + Ulids.of("agent");

  /** The client id of the agent unless a test gives another. */
  public static final String CLIENT_ID = "cli_" + Ulids.of("agent");

  static AgentBuilder plain() {
    return new AgentBuilder(
        ID, CLIENT_ID, "Invoice agent", Set.of("documents.read", "documents.write"), true);
  }

  /** Another id, and a client id that goes with it. */
  public AgentBuilder withId(String newId) {
    return new AgentBuilder(newId, "cli_" + Ulids.of(newId), name, capabilities, enabled);
  }

  public AgentBuilder named(String newName) {
    return new AgentBuilder(id, clientId, newName, capabilities, enabled);
  }

  public AgentBuilder withCapabilities(String... slugs) {
    return new AgentBuilder(id, clientId, name, Set.of(slugs), enabled);
  }

  public AgentBuilder disabled() {
    return new AgentBuilder(id, clientId, name, capabilities, false);
  }

  public Agent build() {
    return new Agent(
        id,
        clientId,
        name,
        Optional.empty(),
        "client_credentials",
        capabilities,
        enabled,
        Instant.EPOCH.plusSeconds(1));
  }
}
