/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Permits an action to an agent if the agent's current capabilities include it, regardless of the
 * token, and denies all other actions. Capabilities are compared byte for byte: no wildcards and no
 * prefixes.
 */
@Component(
    service = AuthorizationModel.class,
    property = {
      "lumoauth.kind=authorization-model",
      "lumoauth.name=agents-capability",
      // Evaluated first, so that the agent sees this denial if several models deny.
      "service.ranking:Integer=100"
    })
public final class CapabilityAuthorizationModel implements AuthorizationModel {

  private final CapabilityAgentLookup agents;

  @Activate
  public CapabilityAuthorizationModel(@Reference CapabilityAgentLookup agents) {
    this.agents = agents;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    var subject = question.subject();
    if (!subject.type().equals(SubjectRef.AGENT)) {
      return AuthorizationVote.notApplicable(
          DecisionReason.of("not_an_agent", "Capabilities apply only to agents.", Map.of()),
          Optional.empty());
    }
    return agents
        .find(tenant, subject.id())
        .map(agent -> judge(tenant, agent, question))
        .orElseGet(() -> unknown(subject));
  }

  private static AuthorizationVote judge(
      TenantContext tenant, Agent agent, DecisionRequest question) {
    if (!agent.enabled()) {
      return disabled(tenant, agent);
    }
    if (!agent.capabilities().contains(question.action())) {
      return outsideCapabilities(tenant, agent, question.action());
    }
    var scope = question.credentialScope();
    if (scope.isPresent() && !scope.get().contains(question.action())) {
      return outsideScope(question.action(), new TreeSet<>(scope.get()));
    }
    return AuthorizationVote.permit(
        DecisionReason.of(
            "within_capabilities",
            "The capabilities of agent " + agent.name() + " include " + question.action() + ".",
            Map.of("agent", agent.id(), "capability", question.action())));
  }

  private static AuthorizationVote unknown(SubjectRef subject) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "unknown_agent",
            "The agent does not exist in this tenant.",
            Map.of("agent", subject.id())),
        "Register the agent and repeat the request with its own credentials.");
  }

  private static AuthorizationVote disabled(TenantContext tenant, Agent agent) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "agent_disabled",
            "Agent " + agent.name() + " is disabled.",
            Map.of("agent", agent.id())),
        "Ask an administrator to enable agent "
            + agent.id()
            + " (POST "
            + admin(tenant, agent)
            + "/enable).");
  }

  private static AuthorizationVote outsideCapabilities(
      TenantContext tenant, Agent agent, String action) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "outside_capabilities",
            "The capabilities of agent " + agent.name() + " do not include " + action + ".",
            Map.of("agent", agent.id(), "capability", action)),
        "Ask an administrator to add the capability "
            + action
            + " to agent "
            + agent.id()
            + " (PUT "
            + admin(tenant, agent)
            + "/scopes).");
  }

  private static AuthorizationVote outsideScope(String action, TreeSet<String> scope) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "outside_token_scope",
            "The capabilities of the agent include "
                + action
                + ", but the scope of this token does not.",
            Map.of("capability", action, "scope", String.join(" ", scope))),
        "Request a token with scope " + action + ".");
  }

  private static String admin(TenantContext tenant, Agent agent) {
    return tenant.issuer() + "/admin/agents/" + agent.id();
  }
}
