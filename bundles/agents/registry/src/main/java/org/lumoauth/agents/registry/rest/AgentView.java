/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.RoleRef;

/**
 * An agent as shown to administrators.
 *
 * @param id the agent's id; {@code agentId} has the same value for clients of the older format
 * @param clientSecret present only in the response that created it
 * @param apiKey present only in the response that created it, for agents with an API key
 * @param capabilities the effective capabilities, limited by its parent and its blueprint
 * @param inheritsCapabilities whether it has all capabilities of its blueprint
 * @param status the lifecycle status
 * @param isActive whether it may act now, which also requires active ancestors and an enabled
 *     blueprint
 * @param note a hint shown together with a secret
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentView(
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

  private static final String NOTE = "Store the secret now. It is not shown again.";

  /** A short view of a role. */
  record AgentRoleView(String id, String name, String slug) {}

  /**
   * Creates the view without a secret.
   *
   * @param own the agent as registered
   * @param now the effective agent, limited by its parent and its blueprint
   */
  static AgentView of(StoredAgent own, StoredAgent now, List<RoleRef> roles) {
    return of(own, now, roles, "");
  }

  /** Creates the view with a secret that is shown only once; an agent may have none. */
  static AgentView of(StoredAgent own, StoredAgent now, List<RoleRef> roles, String secret) {
    var agent = now.agent();
    var details = agent.details();
    boolean key = agent.identityType().equals(Agent.API_KEY);
    return new AgentView(
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
