/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of an agent to register.
 *
 * @param name the display name
 * @param description the purpose of the agent
 * @param capabilities the upper limit of the agent's permissions
 * @param roles the roles to assign, by id or slug
 * @param identityType one of {@link Agent#IDENTITY_TYPES}
 * @param details the owner, the sponsor and further limits
 */
public record NewAgent(
    String name,
    Optional<String> description,
    Set<String> capabilities,
    List<String> roles,
    String identityType,
    AgentGovernance details) {

  /** Creates the data of an agent with a client secret that is active immediately. */
  public NewAgent(
      String name, Optional<String> description, Set<String> capabilities, List<String> roles) {
    this(name, description, capabilities, roles, Agent.CLIENT_CREDENTIALS, AgentGovernance.PLAIN);
  }
}
