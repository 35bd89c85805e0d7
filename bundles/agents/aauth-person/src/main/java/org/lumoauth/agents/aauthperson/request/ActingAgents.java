package org.lumoauth.agents.aauthperson.request;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds out who acts in a request of an agent, and for whom. */
@Component(service = ActingAgents.class)
public final class ActingAgents {

  private static final String SUB_AGENT = "subagent_token";
  private static final String UPSTREAM = "upstream_token";

  private final Callers callers;
  private final UpstreamTokens upstream;
  private final People people;

  @Activate
  public ActingAgents(
      @Reference Callers callers, @Reference UpstreamTokens upstream, @Reference People people) {
    this.callers = callers;
    this.upstream = upstream;
    this.people = people;
  }

  /**
   * Who acts.
   *
   * @throws DraftProblem by the draft's codes, if a token of a sub-agent or one that was received
   *     does not hold
   */
  public Acting of(TenantContext tenant, AgentCaller signer, Map<String, Object> request) {
    Instant since = Instant.now();
    Optional<Received> received =
        request.containsKey(UPSTREAM)
            ? Optional.of(upstream.read(tenant, signer, Parameters.text(request, UPSTREAM)))
            : Optional.empty();
    return new Acting(signer, bearer(tenant, signer, request), received, since);
  }

  private AgentCaller bearer(
      TenantContext tenant, AgentCaller signer, Map<String, Object> request) {
    if (!request.containsKey(SUB_AGENT)) {
      return signer;
    }
    try {
      return callers.subAgent(tenant, Parameters.text(request, SUB_AGENT), signer);
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, SUB_AGENT);
    }
  }

  /**
   * For whom it acts: whom the agent is bound to, or whom what it received was given for, as long
   * as the agent that began is bound to them (sections Agent-Person Binding, Call Chaining).
   */
  public Optional<String> person(TenantContext tenant, Acting acting) {
    return people.of(tenant, acting.provider(), acting.agent());
  }
}
