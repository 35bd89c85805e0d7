package org.lumoauth.agents.registry;

import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.platform.web.Exchange;

/** Agents with their roles, as they are shown. */
final class Bodies {

  private Bodies() {}

  static AgentBody of(Exchange exchange, AgentRoles roles, StoredAgent agent) {
    return AgentBody.of(agent, roles(exchange, roles, agent));
  }

  static List<RoleRef> roles(Exchange exchange, AgentRoles roles, StoredAgent agent) {
    return roles
        .of(exchange.tenant(), List.of(agent.subject()))
        .getOrDefault(agent.subject(), List.of());
  }
}
