/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.pay;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.JitApplication;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.agents.jit.risk.RiskRuleJsonCodec;
import org.lumoauth.api.agent.AgentBudgetService;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** A granted or approved request results in one token with exactly the approved access. */
class ApprovedTokenIssuanceTest {

  @DatabaseTest
  void issuesExactlyTheLowRiskAccessImmediately(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();

    Map<String, Object> made = bench.ask(task, read());
    Map<String, Object> token = bench.token((String) made.get("request_id"));

    assertEquals("approved", made.get("status"));
    assertEquals("low", made.get("risk_level"));
    AccessTokenIssuanceRequest issued = bench.tokenService.issued().get(0);
    assertEquals("agent:travel-agent:task:" + task, issued.subject().id());
    assertEquals(List.of(new SubjectRef("agent", "agt_1")), issued.actors());
    assertEquals(Set.of(), issued.scope());
    assertEquals(Duration.ofSeconds(300), issued.lifetime());
    assertEquals(List.of(read()), issued.claims().get("authorization_details"));
    assertEquals(task, issued.claims().get("task_id"));
    assertEquals(true, issued.claims().get("jit"));
    assertTrue(bench.live(token));
  }

  @DatabaseTest
  void treatsTheTokenCreatorAsARequester(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), JitBundleFixture.APPROVER);

    bench.pending(bench.task());

    var asked = bench.approvals.find(ACME, "apr_1").orElseThrow().request();
    assertEquals(List.of(JitBundleFixture.APPROVER), asked.chain());
  }

  @DatabaseTest
  void givesNoTokenToWhoApprovedItAndHadTheAgentsTokenMadeSince(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), JitBundleFixture.APPROVER);

    assertEquals("not_approved", code(() -> bench.token(request)));
    assertEquals("approver_asks", bench.log.last(ACME.id()).event().details().get("reason"));
  }

  /** Who had a token made is not to blame where they approved nothing. */
  @DatabaseTest
  void saysThatAnApproverIsGoneWhoeverHadTheAgentsTokenMade(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    var eve = new SubjectRef("user", "usr_eve");
    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), eve);
    bench.approvals.gone.add(JitBundleFixture.APPROVER);

    var refusal = assertThrows(ApiException.class, () -> bench.token(request));

    assertEquals("not_approved", refusal.code());
    assertFalse(refusal.getMessage().contains("token"), refusal::getMessage);
    assertEquals("approver_gone", bench.log.last(ACME.id()).event().details().get("reason"));
  }

  /** By the token of a task they ask elsewhere as by the agent's own. */
  @DatabaseTest
  void remembersWhoHadTheAgentsTokenMadeOfTheTokenOfATask(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    var eve = new SubjectRef("user", "usr_eve");
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), eve);

    Object token = bench.token(request).get("access_token");

    String id = bench.tokenService.verify(ACME, (String) token).id();
    assertEquals(Set.of(eve), bench.agents.findTokenRequesters(ACME, id));
  }

  /** What is spent is delivered, though the registry goes once that began. */
  @DatabaseTest
  void remembersWhoHadTheAgentsTokenMadeThoughTheRegistryGoesMeanwhile(TestDatabase database)
      throws Exception {
    var bench = new JitBundleFixture(database);
    var eve = new SubjectRef("user", "usr_eve");
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    bench.agents.withTokenOf(by("agt_1").caller().credentialId(), eve);
    bench.registry.with(
        AgentBudgetService.class,
        "agents",
        (tenant, agentId, usage) -> bench.registry.without(AgentRegistry.class, "agents"));

    Object token =
        bench
            .tokens
            .issue(
                by("agt_1"),
                bench.agents.find(ACME, "agt_1").orElseThrow(),
                request,
                Optional.empty(),
                Optional.empty())
            .token()
            .value();

    String id = bench.tokenService.verify(ACME, (String) token).id();
    assertEquals(Set.of(eve), bench.agents.findTokenRequesters(ACME, id));
  }

  /** Whose task it is confirms that themselves, whoever had the token made. */
  @DatabaseTest
  void givesATokenOfWhatTheUserConfirmedWhoHadTheAgentsTokenMade(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "payment");
    bench.agents.withTokenOf(
        by("agt_1").caller().credentialId(), new SubjectRef("user", JitBundleFixture.ADA));
    String request = bench.pending((String) bench.taskForAda().get("task_id"));
    bench.approvals.answer(
        ACME,
        "apr_1",
        new SubjectRef("user", JitBundleFixture.ADA),
        ApprovalAnswer.of(true),
        by("agt_1").by());

    bench.token(request);

    assertEquals(1, bench.tokenService.issued().size());
  }

  @DatabaseTest
  void requiresApprovalForCriticalRequests(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    assertEquals("request_pending", code(() -> bench.token(request)));

    bench.answer(
        request,
        new ApprovalAnswer(
            true, Optional.of("ok"), Optional.of("Go."), Optional.of(Duration.ofSeconds(120))));

    Map<String, Object> status = bench.requestDesk.status(by("agt_1"), request);
    assertEquals("approved", status.get("status"));
    assertEquals("Go.", status.get("agent_message"));
    assertEquals(true, status.get("has_notes"));
    bench.token(request);
    assertEquals(Duration.ofSeconds(120), bench.tokenService.issued().get(0).lifetime());
  }

  @DatabaseTest
  void givesOneTokenForOneApproval(TestDatabase database) throws Exception {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));

    assertEquals(1, ConcurrentRunner.countSucceeded(6, () -> bench.token(request)));
    assertEquals(1, bench.tokenService.issued().size());
  }

  @DatabaseTest
  void refusesATokenForSomethingElseThanWasApproved(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    Map<String, Object> swapped = new HashMap<>(pay());
    swapped.put("amount", "1200.00");

    assertEquals(
        "approval_mismatch",
        code(
            () ->
                bench.tokenDesk.token(
                    by("agt_1"),
                    request,
                    Map.of("authorization_details", swapped),
                    Optional.empty())));
    assertEquals(
        1L,
        bench
            .tokenDesk
            .token(by("agt_1"), request, Map.of("authorization_details", pay()), Optional.empty())
            .body()
            .keySet()
            .stream()
            .filter("access_token"::equals)
            .count());
  }

  @DatabaseTest
  void makesNoTokenOfWhatWasChangedInTheDatabase(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    database
        .open(TestDatabase.tablesOf(JitApplication.class))
        .update(
            "update jit_request set wanted = ? where request_id = ?",
            """
            {"authorization_details":[{"type":"payment","actions":["approve"]}]}""",
            request);

    assertEquals("approval_mismatch", code(() -> bench.token(request)));
    assertEquals(List.of(), bench.tokenService.issued());
  }

  @DatabaseTest
  void asksForNoScopeBeyondTheCapabilities(TestDatabase database) {
    var bench = new JitBundleFixture(database);

    assertEquals(
        "invalid_scope",
        code(
            () ->
                bench.requestDesk.ask(
                    by("agt_1"), Map.of("required_scopes", List.of("users.write")))));
    Map<String, Object> made =
        bench.requestDesk.ask(by("agt_1"), Map.of("required_scopes", List.of("documents.read")));
    assertEquals("low", made.get("risk_level"));
    String request = (String) made.get("request_id");
    bench.agents.with(ACME, JitBundleFixture.agent("agt_1", Set.of()));
    assertEquals("capability_denied", code(() -> bench.token(request)));
  }

  @DatabaseTest
  void livesNoLongerThanFifteenMinutes(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    Map<String, Object> made =
        bench.requestDesk.ask(
            by("agt_1"), Map.of("authorization_details", read(), "requested_ttl", 86_400));

    bench.token((String) made.get("request_id"));

    assertEquals(Duration.ofSeconds(900), bench.tokenService.issued().get(0).lifetime());
  }

  @DatabaseTest
  void givesNoTokenLongAfterTheApproval(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String request = bench.pending(bench.task());
    bench.answer(request, ApprovalAnswer.of(true));
    bench.now = bench.now.plus(Duration.ofMinutes(15));

    assertEquals("request_expired", code(() -> bench.token(request)));
  }

  @DatabaseTest
  void appliesTheTenantsRules(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    bench.rules.replace(
        ACME.id(),
        RiskRuleJsonCodec.read(
            Map.of(
                "rules",
                List.of(
                    Map.of("types", List.of("file_access"), "level", "high"),
                    Map.of(
                        "types",
                        List.of("payment"),
                        "level",
                        "critical",
                        "capability",
                        "payments")))));
    String task = bench.task();

    assertEquals("pending", bench.ask(task, read()).get("status"));
    assertEquals("capability_denied", code(() -> bench.ask(task, pay())));
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
