package org.lumoauth.agents.jit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.RemediationProvider;
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
 * An agent whose token does not permit what its capabilities do can ask for a permission. What its
 * capabilities do not permit nobody approves, nor what the user may not do for whom it acts, so
 * there is no such step then.
 */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=jit"})
public final class JitRemediationProvider implements RemediationProvider {

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
    body.put("justification", "Say here why you need " + what(question) + ".");
    return List.of(
        new RemediationStep(
            "request_permission",
            "Ask for " + what(question) + " for some minutes; a person has to approve it.",
            Optional.of("POST"),
            Optional.of(URI.create(tenant.issuer() + "/jit/request")),
            body));
  }

  private static boolean within(Decision denial, String code) {
    return denial.votes().stream().anyMatch(vote -> vote.vote().reason().code().equals(code));
  }

  /**
   * Whether the agent, and the user for whom it acts, may do it where the token does not end it.
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

  /** Whether the user may do it themselves, whatever the agent may. */
  private boolean permitted(TenantContext tenant, DecisionRequest question) {
    return authorization.decide(tenant, question.withoutActors()).permitted();
  }

  /** What was asked, as people read it who approve. */
  private static String what(DecisionRequest question) {
    return question
        .resource()
        .map(of -> question.action() + " on " + of.type() + " " + of.id())
        .filter(named -> named.length() <= MAX_NAMED)
        .orElse(question.action());
  }
}
