package org.lumoauth.api.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An agent.
 *
 * @param id {@code agt_} and a ULID
 * @param clientId the OAuth client by which it authenticates
 * @param name what people call it
 * @param description what it is for
 * @param identityType {@code client_credentials}, {@code api_key}, {@code workload} or {@code
 *     aauth}
 * @param capabilities the ceiling of everything that it may do, byte-exact
 * @param enabled whether it may act
 * @param createdAt when it was registered
 */
public record Agent(
    String id,
    String clientId,
    String name,
    Optional<String> description,
    String identityType,
    Set<String> capabilities,
    boolean enabled,
    Instant createdAt) {
  public Agent {
    capabilities = Set.copyOf(capabilities);
  }
}
