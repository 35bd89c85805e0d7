package org.lumoauth.agents.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.RoleRef;

/**
 * An agent as administrators see it.
 *
 * @param id names it; {@code agentId} says the same to clients of the older form
 * @param clientSecret only in the answer to the request that made it
 * @param apiKey the same of an agent that has an API key
 * @param capabilities what it may do now, after its parent and its blueprint
 * @param inheritsCapabilities whether it has all that its blueprint has
 * @param status where it stands in its life
 * @param isActive whether it may act now: so may its parents and its blueprint
 * @param note said beside a secret that is shown once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentBody(
    String id,
    String agentId,
    String clientId,
    String clientSecret,
    String apiKey,
    String name,
    String description,
    String type,
    String identityType,
    List<String> capabilities,
    Boolean inheritsCapabilities,
    boolean canActOnBehalfOfUsers,
    List<AgentRoleView> roles,
    String ownerId,
    String sponsorId,
    List<String> allowedIps,
    String parentId,
    String blueprintId,
    String status,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt,
    @JsonProperty("_note") String note) {

  private static final String NOTE = "Keep the secret now: it is not shown again.";

  /** A role in short. */
  record AgentRoleView(String id, String name, String slug) {}

  /**
   * @param own as it was registered
   * @param now as its parent and its blueprint leave it
   */
  static AgentBody of(StoredAgent own, StoredAgent now, List<RoleRef> roles) {
    return of(own, now, roles, "");
  }

  /** The same with a secret that is shown this once, if there is one. */
  static AgentBody of(StoredAgent own, StoredAgent now, List<RoleRef> roles, String secret) {
    var agent = now.agent();
    var details = agent.details();
    boolean key = agent.identityType().equals(Agent.API_KEY);
    return new AgentBody(
        agent.id(),
        agent.id(),
        agent.clientId(),
        secret.isEmpty() || key ? null : secret,
        secret.isEmpty() || !key ? null : secret,
        agent.name(),
        agent.description().orElse(null),
        own.type().orElse(null),
        agent.identityType(),
        List.copyOf(new TreeSet<>(agent.capabilities())),
        own.inherits() ? Boolean.TRUE : null,
        agent.canActOnBehalfOfUsers(),
        roles.stream().map(role -> new AgentRoleView(role.id(), role.name(), role.slug())).toList(),
        details.ownerId().orElse(null),
        details.sponsorId().orElse(null),
        details.allowedIps(),
        details.parentId().orElse(null),
        details.blueprintId().orElse(null),
        details.status().wire(),
        agent.enabled(),
        agent.createdAt(),
        own.updatedAt(),
        secret.isEmpty() ? null : NOTE);
  }

  @Override
  public String toString() {
    return "AgentBody[" + id + "]";
  }
}
