/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A registered agent with its effective limits. The capabilities and the state already take the
 * limits of its parent and its blueprint into account.
 *
 * @param id {@code agt_} and a ULID
 * @param clientId the OAuth client that the agent authenticates with
 * @param name the display name
 * @param description the purpose of the agent
 * @param identityType {@code client_credentials}, {@code api_key}, {@code workload} or {@code
 *     aauth}
 * @param capabilities the upper limit of the agent's permissions, compared byte for byte
 * @param enabled whether the agent may act: the agent, its parents and its blueprint are all active
 * @param createdAt when it was registered
 * @param details the owner, the sponsor and further limits
 */
public record Agent(
    String id,
    String clientId,
    String name,
    Optional<String> description,
    String identityType,
    Set<String> capabilities,
    boolean enabled,
    Instant createdAt,
    AgentGovernance details) {

  /** Identity type of agents that authenticate with a client secret or their own keys. */
  public static final String CLIENT_CREDENTIALS = "client_credentials";

  /** Identity type of agents that authenticate with an API key. */
  public static final String API_KEY = "api_key";

  /** Identity type of agents that their platform attests. */
  public static final String WORKLOAD = "workload";

  /** Identity type of agents that sign their requests. */
  public static final String AAUTH = "aauth";

  /** All identity types. */
  public static final Set<String> IDENTITY_TYPES =
      Set.of(CLIENT_CREDENTIALS, API_KEY, WORKLOAD, AAUTH);

  /** The capability that an agent needs before users can delegate to it. */
  public static final String ON_BEHALF = "delegate:on_behalf";

  public Agent {
    capabilities = Set.copyOf(capabilities);
  }

  /** Creates an agent without an owner that is active if {@code enabled}, otherwise suspended. */
  public Agent(
      String id,
      String clientId,
      String name,
      Optional<String> description,
      String identityType,
      Set<String> capabilities,
      boolean enabled,
      Instant createdAt) {
    this(
        id,
        clientId,
        name,
        description,
        identityType,
        capabilities,
        enabled,
        createdAt,
        AgentGovernance.of(enabled ? AgentStatus.ACTIVE : AgentStatus.SUSPENDED));
  }

  /**
   * Returns whether users can delegate to this agent, that is, whether it has the capability {@link
   * #ON_BEHALF}.
   */
  public boolean canActOnBehalfOfUsers() {
    return capabilities.contains(ON_BEHALF);
  }
}
