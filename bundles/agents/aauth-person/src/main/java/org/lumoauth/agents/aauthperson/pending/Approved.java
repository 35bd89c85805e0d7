package org.lumoauth.agents.aauthperson.pending;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.person.Outcome;
import org.lumoauth.agents.aauthperson.person.PersonTokens;
import org.lumoauth.agents.aauthperson.relay.PersonMail;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an agent gets with a mission that a person approved (section Mission Approval). */
@Component(service = Approved.class)
public final class Approved {

  private final PersonTokens tokens;
  private final PersonMail mail;

  @Activate
  public Approved(@Reference PersonTokens tokens, @Reference PersonMail mail) {
    this.tokens = tokens;
    this.mail = mail;
  }

  /** The mission, how its person is reached from here now, and a person token for each resource. */
  Map<String, Object> answer(TenantContext tenant, Acting by, PendingCase of, RequestInfo info) {
    Map<String, Object> answer = new LinkedHashMap<>(of.result());
    answer.put(
        "capabilities",
        mail.reaches(tenant, of.user()) ? List.of("interaction", "payment") : List.of());
    Map<String, Object> given = new LinkedHashMap<>();
    for (String resource : of.question().proposal().map(Proposal::resources).orElse(List.of())) {
      Map<String, Object> request =
          Map.of("resource", resource, "mission_s256", of.result().get("s256"));
      token(tenant, by, request, info).ifPresent(token -> given.put(resource, token));
    }
    answer.put("person_tokens", given);
    return answer;
  }

  /** None for a resource that people are not named to here: the agent hears so if it asks. */
  private Optional<Object> token(
      TenantContext tenant, Acting by, Map<String, Object> request, RequestInfo info) {
    try {
      return tokens.person(tenant, by, request, info) instanceof Outcome.Given given
          ? Optional.of(given.answer().get("person_token"))
          : Optional.empty();
    } catch (DraftProblem problem) {
      if (problem.error().equals("invalid_request")) {
        return Optional.empty();
      }
      throw problem;
    }
  }
}
