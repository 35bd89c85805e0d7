package org.lumoauth.api.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An agent as it stands now, with everything that bounds it: capabilities and state are those that
 * its parent and its blueprint leave it.
 *
 * @param id {@code agt_} and a ULID
 * @param clientId the OAuth client by which it authenticates
 * @param name what people call it
 * @param description what it is for
 * @param identityType {@code client_credentials}, {@code api_key}, {@code workload} or {@code
 *     aauth}
 * @param capabilities the ceiling of everything that it may do, byte-exact
 * @param enabled whether it may act: it is active, and so are its parents and its blueprint
 * @param createdAt when it was registered
 * @param details who answers for it, and what else bounds it
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
    AgentDetails details) {

  /** Identity type of agents that have a client secret, or keys of their own. */
  public static final String CLIENT_CREDENTIALS = "client_credentials";

  /** Identity type of agents that have an API key. */
  public static final String API_KEY = "api_key";

  /** Identity type of agents whose platform vouches for them. */
  public static final String WORKLOAD = "workload";

  /** Identity type of agents that sign their requests. */
  public static final String AAUTH = "aauth";

  /** The identity types there are. */
  public static final Set<String> IDENTITY_TYPES =
      Set.of(CLIENT_CREDENTIALS, API_KEY, WORKLOAD, AAUTH);

  /** The capability without which nobody lets an agent act for them. */
  public static final String ON_BEHALF = "delegate:on_behalf";

  public Agent {
    capabilities = Set.copyOf(capabilities);
  }

  /** One that is active or suspended, of nobody's. */
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
        AgentDetails.of(enabled ? AgentStatus.ACTIVE : AgentStatus.SUSPENDED));
  }

  /** Whether people may let it act for them: it has the capability {@link #ON_BEHALF}. */
  public boolean canActOnBehalfOfUsers() {
    return capabilities.contains(ON_BEHALF);
  }
}
