/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.task.UserDelegationCheck;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Suggests a permission request if an agent's capabilities allow an action that its token does not.
 * No approval can exceed the capabilities of the agent or the permissions of its user, so there is
 * no such step for those denials.
 */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=jit"})
public final class JitRemediationProvider implements DenialRemediationProvider {

  private static final String CURABLE = "outside_token_scope";

  private static final int MAX_NAMED = 500;

  private final JitAgentResolver agents;
  private final UserDelegationCheck onBehalf;
  private final AuthorizationService authorization;

  @Activate
  public JitRemediationProvider(
      @Reference JitAgentResolver agents,
      @Reference UserDelegationCheck onBehalf,
      @Reference AuthorizationService authorization) {
    this.agents = agents;
    this.onBehalf = onBehalf;
    this.authorization = authorization;
  }

  @Override
  public List<RemediationStep> findRemediations(
      TenantContext tenant, Caller caller, DecisionRequest question, Decision denial) {
    boolean curable = denial.reason().code().equals(CURABLE) || within(denial, CURABLE);
    if (!curable || !open(tenant, caller, question)) {
      return List.of();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("required_scopes", List.of(question.action()));
    body.put("justification", "State the reason why you need " + what(question) + ".");
    return List.of(
        new RemediationStep(
            "request_permission",
            "Request " + what(question) + " for a few minutes; a person must approve it.",
            Optional.of("POST"),
            Optional.of(URI.create(tenant.issuer() + "/jit/request")),
            body));
  }

  private static boolean within(Decision denial, String code) {
    return denial.votes().stream().anyMatch(vote -> vote.vote().reason().code().equals(code));
  }

  /**
   * Returns whether the agent, and the user that it acts for, are permitted apart from the token's
   * limits.
   */
  private boolean open(TenantContext tenant, Caller caller, DecisionRequest question) {
    try {
      Agent agent = agents.require(tenant, caller);
      return agent.capabilities().contains(question.action())
          && (!question.subject().type().equals(SubjectRef.USER)
              || consented(tenant, agent, question) && permitted(tenant, question));
    } catch (ApiException refused) {
      return false;
    }
  }

  private boolean consented(TenantContext tenant, Agent agent, DecisionRequest question) {
    return onBehalf
        .require(tenant, agent, question.subject().id())
        .scope()
        .contains(question.action());
  }

  /** Returns whether the user is permitted, independently of the agent. */
  private boolean permitted(TenantContext tenant, DecisionRequest question) {
    return authorization.decide(tenant, question.withoutActors()).permitted();
  }

  /** Returns a text about the request for approvers. */
  private static String what(DecisionRequest question) {
    return question
        .resource()
        .map(of -> question.action() + " on " + of.type() + " " + of.id())
        .filter(named -> named.length() <= MAX_NAMED)
        .orElse(question.action());
  }
}
