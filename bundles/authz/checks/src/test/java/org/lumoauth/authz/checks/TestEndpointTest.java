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
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeSubjects;

class TestEndpointTest {

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
  private final TestEndpoint endpoint =
      new TestEndpoint(
          new Decisions(authorization, new FakeSubjects().with(ACME, ALICE).with(ACME, ROBOT)));

  @Test
  void asksWhoWhatOnWhatAndInWhatContext() throws IOException {
    test(
        new TestBody(
            new CheckBody.Subject("user", "usr_alice", null),
            List.of(new CheckBody.Subject("agent", "agt_robot", null)),
            "documents.read",
            null,
            new ResourceBody("document", "7", Map.of("owner", "usr_bob"), null),
            Map.of("channel", "phone"),
            List.of("documents.read")),
        "authz.check",
        "policies.view");

    var asked = authorization.asked().get(0);
    assertEquals(ALICE, asked.subject());
    assertEquals(List.of(ROBOT), asked.actors());
    assertEquals("documents.read", asked.action());
    assertEquals("usr_bob", asked.resource().orElseThrow().attributes().get("owner"));
    assertEquals(Map.of("channel", "phone"), asked.context());
    assertEquals(Optional.of(Set.of("documents.read")), asked.credentialScope());
  }

  @Test
  void needsBothRights() {
    for (String right : List.of("authz.check", "policies.view")) {
      var problem = assertThrows(Problem.class, () -> test(alice(), right));

      assertEquals(403, problem.status());
    }
  }

  @Test
  void refusesAQuestionAboutNobody() {
    var body = new TestBody(null, null, "documents.read", null, null, null, null);

    var problem = assertThrows(Problem.class, () -> test(body, "authz.check", "policies.view"));

    assertEquals("MISSING_FIELDS", problem.code());
  }

  @Test
  void tellsWhatTheTestAllows() throws IOException {
    assertTrue(test(alice(), "authz.check", "policies.view").allowed());
  }

  @Test
  void sortsTheVotesByThoseWhomTheyAreAbout() {
    var permit = Vote.permit(Reason.of("granted", "Granted.", Map.of()));
    var deny = Vote.deny(Reason.of("outside", "Outside.", Map.of()), "Ask for less.");
    var parts =
        List.of(
            new Reason("subject_permitted", "Yes.", Map.of(), List.of(permit.reason())),
            new Reason("subject_denied", "No.", Map.of(), List.of(deny.reason())));
    var decision =
        new Decision(
            false,
            new Reason("outside", "Outside.", Map.of(), parts),
            Optional.of("Ask for less."),
            List.of(
                new Decision.ModelVote("rbac", ALICE, permit),
                new Decision.ModelVote("ceiling", ROBOT, deny)),
            Duration.ZERO);

    var explained =
        Explained.of(Asked.other(ALICE, List.of(ROBOT)), "a.r", About.NOTHING, decision);

    assertEquals("subject_denied", explained.subjects().get(1).verdict().code());
    assertEquals(
        List.of(new Explained.Said("ceiling", "deny", deny.reason())),
        explained.subjects().get(1).votes());
  }

  private static TestBody alice() {
    return new TestBody(
        new CheckBody.Subject("user", "usr_alice", null),
        null,
        null,
        "documents.read",
        null,
        null,
        null);
  }

  private Explained test(TestBody body, String... rights) throws IOException {
    var exchange = FakeExchange.json(ACME, "/admin/authz/test", body).by(ADMIN).allowed(rights);
    endpoint.handle(exchange);
    return (Explained) assertInstanceOf(DataBody.class, exchange.body()).data();
  }
}
