/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A blueprint: the shared bounds of its agent instances, which never exceed it.
 *
 * @param id {@code abp_} and a ULID
 * @param name the display name
 * @param description the purpose of its instances
 * @param capabilities the upper limit of every instance's capabilities
 * @param allowedIps the addresses from which instances may act, in CIDR notation; empty means any
 *     address
 * @param enabled whether instances may act
 * @param createdAt when it was created
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
