package org.lumoauth.agents.jit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.NextStepSource;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * An agent whose token does not permit what its capabilities do can ask for a permission. What its
 * capabilities do not permit nobody approves, so there is no such step then.
 */
@Component(property = {"lumoauth.kind=next-step-source", "lumoauth.name=jit"})
public final class NextSteps implements NextStepSource {

  private static final String CURABLE = "outside_token_scope";

  private final ActingAgents agents;

  @Activate
  public NextSteps(@Reference ActingAgents agents) {
    this.agents = agents;
  }

  @Override
  public List<NextStep> after(
      TenantContext tenant, Caller caller, Question question, Decision denial) {
    boolean curable = denial.reason().code().equals(CURABLE) || within(denial, CURABLE);
    if (!curable || !capable(tenant, caller, question.action())) {
      return List.of();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("required_scopes", List.of(question.action()));
    body.put("justification", "Say here why you need it.");
    return List.of(
        new NextStep(
            "request_permission",
            "Ask for " + question.action() + " for some minutes; a person has to approve it.",
            Optional.of("POST"),
            Optional.of(URI.create(tenant.issuer() + "/jit/request")),
            body));
  }

  private static boolean within(Decision denial, String code) {
    return denial.votes().stream().anyMatch(vote -> vote.vote().reason().code().equals(code));
  }

  private boolean capable(TenantContext tenant, Caller caller, String action) {
    try {
      return agents.require(tenant, caller).capabilities().contains(action);
    } catch (Problem noAgent) {
      return false;
    }
  }
}
