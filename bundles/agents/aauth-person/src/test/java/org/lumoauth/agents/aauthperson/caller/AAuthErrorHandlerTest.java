/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

class AAuthErrorHandlerTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:a@a.example";

  private final FakeAuditLog log = new FakeAuditLog();
  private final AAuthErrorHandler answers =
      new AAuthErrorHandler(
          log, new UnauthenticatedRefusalThrottle(new FakeAuthenticationFailureThrottle()));

  /** Section Resource Token Verification: it is evidence of tampering. */
  @Test
  void logsAMismatchedResourceToken() throws Exception {
    FakeHttpExchange told = told(AAuthProblemException.tokenMismatch(AGENT, "https://r.example"));

    assertEquals(400, told.status());
    assertTrue(told.text().contains("\"invalid_resource_token\""), told.text());
    var event = log.last(ACME.id()).event();
    assertEquals("aauth_person.resource_token.misfit", event.action());
    assertEquals(new SubjectRef(SubjectRef.AGENT, AGENT), event.actor());
    assertEquals("https://r.example", event.target().orElseThrow().id());
  }

  @Test
  void doesNotLogOtherAgentErrors() throws Exception {
    told(AAuthProblemException.invalid("resource is missing."));

    assertEquals(List.of(), log.actions(ACME.id()));
  }

  private FakeHttpExchange told(AAuthProblemException problem) throws Exception {
    FakeHttpExchange exchange = FakeHttpExchange.json(ACME, "/aauth-person/token", Map.of());
    answers.handleProblems(
        exchange,
        () -> {
          throw problem;
        });
    return exchange;
  }
}
