package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.agents.jit.Bench.ADA;
import static org.lumoauth.agents.jit.Bench.by;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.ApprovalRequest;
import org.lumoauth.api.approval.ApproverChannel;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class PushApprovalsTest {

  private static final Map<String, Object> BODY =
      Map.of(
          "task_id", "t-1",
          "reason", "Shall I book it?",
          "impact", "high",
          "on_behalf_of", ADA,
          "meta", Map.of("price", 120));

  private Bench open(TestDatabase database, String... channels) {
    var bench = new Bench(database);
    bench.agents.with(ACME, Bench.agent("agt_1", Set.of(OnBehalf.CAPABILITY)));
    bench.agents.with(ACME, Bench.agent("agt_2", Set.of(OnBehalf.CAPABILITY)));
    bench.withConsent("dlg_1", "documents.read");
    for (String name : channels) {
      bench.registry.with(ApproverChannel.class, name, new Reaching());
    }
    return bench;
  }

  @DatabaseTest
  void asksTheUserAndNobodyElseForTwoMinutes(TestDatabase database) {
    var bench = open(database, "push", "email");

    var made = bench.push.ask(by("agt_1"), BODY);

    assertEquals(201, made.status());
    assertEquals("pending", made.body().get("status"));
    String token = (String) made.body().get("approval_token");
    Approval approval = bench.approvals.find(ACME, token).orElseThrow();
    assertEquals(new SubjectRef("user", ADA), approval.asked().approver().orElseThrow());
    assertEquals(Duration.ofSeconds(120), approval.asked().lifetime().orElseThrow());
    bench.approvals.answer(
        ACME, token, new SubjectRef("user", ADA), Answer.of(true), Initiator.server("test"));
    Map<String, Object> status = bench.push.status(by("agt_1"), token);
    assertEquals("approved", status.get("status"));
    assertEquals(ADA, ((Map<?, ?>) status.get("approved_by")).get("user_id"));
    assertEquals("t-1", status.get("task_id"));
    assertEquals("approval_of_another_agent", code(() -> bench.push.status(by("agt_2"), token)));
  }

  @DatabaseTest
  void countsWhoHadTheTokenMadeAmongThoseWhoAskButForTheUser(TestDatabase database) {
    var bench = open(database, "push");
    String token = by("agt_1").caller().credentialId();
    bench.agents.withTokenOf(token, Bench.APPROVER);
    bench.push.ask(by("agt_1"), BODY);
    bench.agents.withTokenOf(token, new SubjectRef("user", ADA));
    bench.push.ask(by("agt_1"), BODY);

    assertEquals(
        List.of(Bench.APPROVER), bench.approvals.find(ACME, "apr_1").orElseThrow().asked().chain());
    assertEquals(List.of(), bench.approvals.find(ACME, "apr_2").orElseThrow().asked().chain());
  }

  @DatabaseTest
  void countsNoYesOfADeputyWhoHadTheTokenMadeSince(TestDatabase database) {
    var bench = open(database, "push");
    bench.push.ask(by("agt_1"), BODY);
    bench.approvals.answer(
        ACME, "apr_1", Bench.APPROVER, Answer.of(true), Initiator.server("test"));
    assertEquals("approved", bench.push.status(by("agt_1"), "apr_1").get("status"));

    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), Bench.APPROVER);

    Map<String, Object> status = bench.push.status(by("agt_1"), "apr_1");
    assertEquals("expired", status.get("status"));
    assertEquals(null, status.get("approved_by"));
  }

  @DatabaseTest
  void saysThatOnlyMailReachesTheUser(TestDatabase database) {
    var made = open(database, "email").push.ask(by("agt_1"), BODY);

    assertEquals(202, made.status());
    assertEquals("email_fallback_sent", made.body().get("status"));
  }

  @DatabaseTest
  void asksNobodyWhomNothingReaches(TestDatabase database) {
    var bench = open(database);

    assertEquals("no_approval_channel", code(() -> bench.push.ask(by("agt_1"), BODY)));
  }

  @DatabaseTest
  void asksNobodyWhoDidNotLetTheAgent(TestDatabase database) {
    var bench = open(database, "push");
    Map<String, Object> nobody = new HashMap<>(BODY);
    nobody.put("on_behalf_of", "nobody@example.com");

    assertEquals(
        403, assertThrows(Problem.class, () -> bench.push.ask(by("agt_2"), BODY)).status());
    assertEquals("resource_not_found", code(() -> bench.push.ask(by("agt_1"), nobody)));
  }

  @DatabaseTest
  void asksAsOftenInAMinuteAsTheTenantLets(TestDatabase database) {
    var bench = open(database, "push");
    bench.settings.change(ACME, "jit", Map.of("requestsPerAgentAndMinute", 2));
    bench.push.ask(by("agt_1"), BODY);
    bench.push.ask(by("agt_1"), BODY);

    var refusal = assertThrows(Problem.class, () -> bench.push.ask(by("agt_1"), BODY));
    assertEquals("rate_limit_exceeded", refusal.code());
    assertEquals("2", refusal.headers().get("X-RateLimit-Limit"));
  }

  @DatabaseTest
  void needsToKnowWhatIsAskedOfWhomAndWhy(TestDatabase database) {
    var bench = open(database, "push");
    for (String needed : List.of("task_id", "reason", "impact", "on_behalf_of")) {
      Map<String, Object> less = new HashMap<>(BODY);
      less.remove(needed);

      var refusal = assertThrows(Problem.class, () -> bench.push.ask(by("agt_1"), less));

      assertEquals(400, refusal.status(), needed);
      assertEquals("invalid_request", refusal.code());
    }
  }

  private static String code(Executable work) {
    return assertThrows(Problem.class, work).code();
  }

  private static final class Reaching implements ApproverChannel {
    @Override
    public boolean reaches(TenantContext tenant, ApprovalRequest request) {
      return request.approver().type().equals("user");
    }

    @Override
    public void ask(TenantContext tenant, ApprovalRequest request, String link) {
      throw new AssertionError("it is the approvals that tell people");
    }
  }
}
