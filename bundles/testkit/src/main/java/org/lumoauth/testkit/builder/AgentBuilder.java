/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;

/** Builds an {@link Agent}. */
public record AgentBuilder(
    String id,
    String clientId,
    String name,
    Set<String> capabilities,
    boolean enabled,
    String identityType,
    AgentGovernance details) {

  /** The agent's default id. */
  public static final String ID = "agt_" + DeterministicUlidFactory.of("agent");

  /** The agent's default client id. */
  public static final String CLIENT_ID = "cli_" + DeterministicUlidFactory.of("agent");

  /** Creates an agent with a client secret and without an owner. */
  public AgentBuilder(
      String id, String clientId, String name, Set<String> capabilities, boolean enabled) {
    this(
        id,
        clientId,
        name,
        capabilities,
        enabled,
        Agent.CLIENT_CREDENTIALS,
        AgentGovernance.of(enabled ? AgentStatus.ACTIVE : AgentStatus.SUSPENDED));
  }

  static AgentBuilder plain() {
    return new AgentBuilder(
        ID, CLIENT_ID, "Invoice agent", Set.of("documents.read", "documents.write"), true);
  }

  /** Returns a builder with another id and a matching client id. */
  public AgentBuilder withId(String newId) {
    return new AgentBuilder(
        newId,
        "cli_" + DeterministicUlidFactory.of(newId),
        name,
        capabilities,
        enabled,
        identityType,
        details);
  }

  public AgentBuilder named(String newName) {
    return new AgentBuilder(id, clientId, newName, capabilities, enabled, identityType, details);
  }

  public AgentBuilder withCapabilities(String... slugs) {
    return new AgentBuilder(id, clientId, name, Set.of(slugs), enabled, identityType, details);
  }

  /** Returns a builder with another identity type, as {@link Agent#WORKLOAD}. */
  public AgentBuilder identifiedBy(String type) {
    return new AgentBuilder(id, clientId, name, capabilities, enabled, type, details);
  }

  /** Returns a builder with other details, such as the responsible user and limits. */
  public AgentBuilder with(AgentGovernance others) {
    return new AgentBuilder(
        id,
        clientId,
        name,
        capabilities,
        others.status() == AgentStatus.ACTIVE,
        identityType,
        others);
  }

  public AgentBuilder disabled() {
    return with(details.with(AgentStatus.SUSPENDED));
  }

  public Agent build() {
    return new Agent(
        id,
        clientId,
        name,
        Optional.empty(),
        identityType,
        capabilities,
        enabled,
        Instant.EPOCH.plusSeconds(1),
        details);
  }
}
