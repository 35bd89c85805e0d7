package org.lumoauth.agents.aauthperson.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeFailedAttempts;

class AnswersTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:a@a.example";

  private final FakeAuditLog log = new FakeAuditLog();
  private final Answers answers = new Answers(log, new UnprovenRefusals(new FakeFailedAttempts()));

  /** Section Resource Token Verification: it is evidence of tampering. */
  @Test
  void tellsOperatorsOfAResourceTokenThatDoesNotFit() throws Exception {
    FakeExchange told = told(DraftProblem.misfit(AGENT, "https://r.example"));

    assertEquals(400, told.status());
    assertTrue(told.text().contains("\"invalid_resource_token\""), told.text());
    var event = log.last(ACME.id()).event();
    assertEquals("aauth_person.resource_token.misfit", event.action());
    assertEquals(new SubjectRef(SubjectRef.AGENT, AGENT), event.actor());
    assertEquals("https://r.example", event.target().orElseThrow().id());
  }

  @Test
  void tellsThemNothingOfWhatAgentsDoWrongOtherwise() throws Exception {
    told(DraftProblem.invalid("resource is missing."));

    assertEquals(List.of(), log.actions(ACME.id()));
  }

  private FakeExchange told(DraftProblem problem) throws Exception {
    FakeExchange exchange = FakeExchange.json(ACME, "/aauth-person/token", Map.of());
    answers.to(
        exchange,
        () -> {
          throw problem;
        });
    return exchange;
  }
}
