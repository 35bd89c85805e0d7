package org.lumoauth.agents.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What agents of one sort have in common: they never hold more than it allows.
 *
 * @param id {@code abp_} and a ULID
 * @param name what people call it
 * @param description what its instances are for
 * @param capabilities the ceiling of every instance
 * @param allowedIps from where instances may act, in CIDR notation; empty means from anywhere
 * @param enabled whether instances may act
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record AgentBlueprint(
    String id,
    String name,
    Optional<String> description,
    Set<String> capabilities,
    List<String> allowedIps,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt) {
  public AgentBlueprint {
    capabilities = Set.copyOf(capabilities);
    allowedIps = List.copyOf(allowedIps);
  }
}
