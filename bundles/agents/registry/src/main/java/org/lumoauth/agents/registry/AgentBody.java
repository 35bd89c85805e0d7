package org.lumoauth.agents.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.lumoauth.api.authz.RoleRef;

/**
 * An agent as administrators see it.
 *
 * @param id names it; {@code agentId} says the same to clients of the older form
 * @param clientSecret only in the answer to the request that made it
 * @param status {@code active} or {@code disabled}
 * @param note said beside a secret that is shown once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentBody(
    String id,
    String agentId,
    String clientId,
    String clientSecret,
    String name,
    String description,
    String identityType,
    List<String> capabilities,
    List<Role> roles,
    String status,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt,
    @JsonProperty("_note") String note) {

  /** A role in short. */
  record Role(String id, String name, String slug) {}

  static AgentBody of(StoredAgent stored, List<RoleRef> roles) {
    return of(stored, roles, null, null);
  }

  /** The same with a secret that is shown this once. */
  static AgentBody withSecret(StoredAgent stored, List<RoleRef> roles, String secret) {
    return of(stored, roles, secret, "Keep the client secret now: it is not shown again.");
  }

  private static AgentBody of(StoredAgent stored, List<RoleRef> roles, String secret, String note) {
    var agent = stored.agent();
    return new AgentBody(
        agent.id(),
        agent.id(),
        agent.clientId(),
        secret,
        agent.name(),
        agent.description().orElse(null),
        agent.identityType(),
        List.copyOf(new TreeSet<>(agent.capabilities())),
        roles.stream().map(role -> new Role(role.id(), role.name(), role.slug())).toList(),
        agent.enabled() ? "active" : "disabled",
        agent.enabled(),
        agent.createdAt(),
        stored.updatedAt(),
        note);
  }

  @Override
  public String toString() {
    return "AgentBody[" + id + "]";
  }
}
