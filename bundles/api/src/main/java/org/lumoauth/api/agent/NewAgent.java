package org.lumoauth.api.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An agent to be registered.
 *
 * @param name what people call it
 * @param description what it is for
 * @param capabilities the ceiling of everything that it may do
 * @param roles roles to give it, by id or slug
 * @param identityType one of {@link Agent#IDENTITY_TYPES}
 * @param details who answers for it, and what else bounds it
 */
public record NewAgent(
    String name,
    Optional<String> description,
    Set<String> capabilities,
    List<String> roles,
    String identityType,
    AgentDetails details) {

  /** One that has a client secret and is active at once. */
  public NewAgent(
      String name, Optional<String> description, Set<String> capabilities, List<String> roles) {
    this(name, description, capabilities, roles, Agent.CLIENT_CREDENTIALS, AgentDetails.PLAIN);
  }
}
