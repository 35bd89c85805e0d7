/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.registry.AgentRoleService;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates views of agents with their roles. */
@Component(service = AgentViewFactory.class)
public final class AgentViewFactory {

  private final EffectiveAgentResolver effective;
  private final AgentRoleService roles;

  @Activate
  public AgentViewFactory(
      @Reference EffectiveAgentResolver effective, @Reference AgentRoleService roles) {
    this.effective = effective;
    this.roles = roles;
  }

  AgentView of(HttpExchange exchange, StoredAgent own) {
    return withSecret(exchange, own, "");
  }

  AgentView withSecret(HttpExchange exchange, StoredAgent own, String secret) {
    var held = roles.of(exchange.tenant(), List.of(own.subject()));
    return AgentView.of(own, now(exchange, own), of(held, own), secret);
  }

  List<AgentView> of(HttpExchange exchange, List<StoredAgent> agents) {
    var held = roles.of(exchange.tenant(), agents.stream().map(StoredAgent::subject).toList());
    return agents.stream()
        .map(own -> AgentView.of(own, now(exchange, own), of(held, own)))
        .toList();
  }

  private StoredAgent now(HttpExchange exchange, StoredAgent own) {
    return effective.of(exchange.tenant().id(), own);
  }

  private static List<RoleRef> of(Map<SubjectRef, List<RoleRef>> held, StoredAgent agent) {
    return held.getOrDefault(agent.subject(), List.of());
  }
}
