/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

class DecisionTestEndpointTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");
  private static final Caller ADMIN =
      new Caller(
          new SubjectRef(SubjectRef.API_KEY, "key_1"),
          List.of(),
          Optional.of(ACME.id()),
          Optional.empty(),
          Set.of("admin"),
          CredentialKind.API_KEY,
          "key_1");

  private final FakeAuthorizationService authorization =
      new FakeAuthorizationService().allow(ACME, ALICE, "documents.read");
  private final DecisionTestEndpoint endpoint =
      new DecisionTestEndpoint(
          new PermissionDecisionService(
              authorization, new FakeSubjectDirectory().with(ACME, ALICE).with(ACME, ROBOT)));

  @Test
  void passesSubjectActorsResourceAndContext() throws IOException {
    test(
        new DecisionTestBody(
            new PermissionCheckBody.CheckSubjectBody("user", "usr_alice", null),
            List.of(new PermissionCheckBody.CheckSubjectBody("agent", "agt_robot", null)),
            "documents.read",
            null,
            new CheckResourceBody("document", "7", Map.of("owner", "usr_bob"), null),
            Map.of("channel", "phone"),
            List.of("documents.read")),
        "authz.check",
        "policies.view");

    var asked = authorization.recordedQuestions().get(0);
    assertEquals(ALICE, asked.subject());
    assertEquals(List.of(ROBOT), asked.actors());
    assertEquals("documents.read", asked.action());
    assertEquals("usr_bob", asked.resource().orElseThrow().attributes().get("owner"));
    assertEquals(Map.of("channel", "phone"), asked.context());
    assertEquals(Optional.of(Set.of("documents.read")), asked.credentialScope());
  }

  @Test
  void requiresBothPermissions() {
    for (String right : List.of("authz.check", "policies.view")) {
      var problem = assertThrows(ApiException.class, () -> test(alice(), right));

      assertEquals(403, problem.status());
    }
  }

  @Test
  void rejectsMissingSubject() {
    var body = new DecisionTestBody(null, null, "documents.read", null, null, null, null);

    var problem =
        assertThrows(ApiException.class, () -> test(body, "authz.check", "policies.view"));

    assertEquals("MISSING_FIELDS", problem.code());
  }

  @Test
  void returnsDecision() throws IOException {
    assertTrue(test(alice(), "authz.check", "policies.view").allowed());
  }

  @Test
  void groupsVotesBySubject() {
    var permit = AuthorizationVote.permit(DecisionReason.of("granted", "Granted.", Map.of()));
    var deny =
        AuthorizationVote.deny(DecisionReason.of("outside", "Outside.", Map.of()), "Ask for less.");
    var parts =
        List.of(
            new DecisionReason("subject_permitted", "Yes.", Map.of(), List.of(permit.reason())),
            new DecisionReason("subject_denied", "No.", Map.of(), List.of(deny.reason())));
    var decision =
        new Decision(
            false,
            new DecisionReason("outside", "Outside.", Map.of(), parts),
            Optional.of("Ask for less."),
            List.of(
                new Decision.ModelVote("rbac", ALICE, permit),
                new Decision.ModelVote("ceiling", ROBOT, deny)),
            Duration.ZERO);

    var explained =
        DecisionExplanationView.of(
            CheckSubject.other(ALICE, List.of(ROBOT)),
            "a.r",
            CheckResourceContext.NOTHING,
            decision);

    assertEquals("subject_denied", explained.subjects().get(1).verdict().code());
    assertEquals(
        List.of(new DecisionExplanationView.ModelVoteView("ceiling", "deny", deny.reason())),
        explained.subjects().get(1).votes());
  }

  private static DecisionTestBody alice() {
    return new DecisionTestBody(
        new PermissionCheckBody.CheckSubjectBody("user", "usr_alice", null),
        null,
        null,
        "documents.read",
        null,
        null,
        null);
  }

  private DecisionExplanationView test(DecisionTestBody body, String... rights) throws IOException {
    var exchange =
        FakeHttpExchange.json(ACME, "/admin/authz/test", body)
            .withCaller(ADMIN)
            .withPermissions(rights);
    endpoint.handle(exchange);
    return (DecisionExplanationView)
        assertInstanceOf(DataResponseBody.class, exchange.body()).data();
  }
}
