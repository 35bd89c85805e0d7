/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.ADA;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.jit.task.TaskSubjectSource;
import org.lumoauth.api.agent.AgentDelegationLookup;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.grant.ActorPolicy;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Tasks on behalf of a user are limited by the user's consent and end with it. */
class JitTaskForUserTest {

  @DatabaseTest
  void asksForNothingBeyondWhatTheUserConsentedTo(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    String task = (String) bench.taskForAda().get("task_id");

    assertEquals("invalid_scope", code(() -> scopes(bench, task, "documents.write")));
    assertEquals("approved", scopes(bench, task, "documents.read").get("status"));
  }

  @DatabaseTest
  void actsForNobodyByATokenThatIsLimitedToLess(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    var narrow = by(ACME, new SubjectRef("agent", "agt_1"), List.of(), Set.of("documents.read"));

    assertEquals(
        "delegation_not_allowed",
        code(() -> bench.taskDesk.begin(narrow, Map.of("on_behalf_of", ADA))));
  }

  @DatabaseTest
  void doesNothingInATaskForAUserByATokenThatIsLimitedToLess(TestDatabase database) {
    var bench =
        new JitBundleFixture(database)
            .withConsent("dlg_1", "documents.read")
            .withoutAskingAnybody();
    var narrow = by(ACME, new SubjectRef("agent", "agt_1"), List.of(), Set.of("documents.read"));
    String task = (String) bench.taskForAda().get("task_id");
    Map<String, Object> part = Map.of("parent_task_id", task);
    Map<String, Object> wish =
        Map.of("task_id", task, "required_scopes", List.of("documents.read"));
    String request = (String) bench.requestDesk.ask(by("agt_1"), wish).get("request_id");

    for (Executable each :
        List.<Executable>of(
            () -> bench.taskDesk.begin(narrow, part),
            () -> bench.requestDesk.ask(narrow, wish),
            () -> bench.tokenDesk.token(narrow, request, null, Optional.empty()))) {
      assertEquals("delegation_not_allowed", code(each));
    }
    bench.taskDesk.begin(by("agt_1"), part);
    bench.token(request);
  }

  /** Nobody is left behind for whom the agent acts. */
  @DatabaseTest
  void getsNothingThatIsForAnotherUserByAUsersToken(TestDatabase database) {
    var bench =
        new JitBundleFixture(database)
            .withConsent("dlg_1", "documents.read")
            .withoutAskingAnybody();
    bench.users.with(ACME, aUser().withId("usr_bob").withEmail("bob@acme.example").build());
    var bobs =
        by(ACME, new SubjectRef("user", "usr_bob"), List.of(new SubjectRef("agent", "agt_1")));
    String task = (String) bench.taskForAda().get("task_id");
    String request = (String) scopes(bench, task, "documents.read").get("request_id");

    assertEquals(
        "delegation_not_authorized",
        code(() -> bench.tokenDesk.token(bobs, request, null, Optional.empty())));
  }

  @DatabaseTest
  void givesNothingThatTheUserTookBackSince(TestDatabase database) {
    var bench =
        new JitBundleFixture(database).withConsent("dlg_1", "documents.read", "documents.write");
    String task = (String) bench.taskForAda().get("task_id");
    String request = (String) scopes(bench, task, "documents.write").get("request_id");

    bench.withConsent("dlg_1", "documents.read");

    assertEquals("delegation_not_authorized", code(() -> bench.token(request)));
    assertEquals(List.of(), bench.tokenService.issued());
  }

  @DatabaseTest
  void letsATokenPermitNoMoreThanTheUserConsentsToNow(TestDatabase database) {
    var bench =
        new JitBundleFixture(database).withConsent("dlg_1", "documents.read", "documents.write");
    SubjectRef task = subject(bench.taskForAda());

    bench.withConsent("dlg_1", "documents.read");

    assertEquals(Optional.of(Set.of("documents.read")), bench.subjects.findScopeLimit(ACME, task));
    bench.delegated.clear();
    assertEquals(Optional.of(Set.of()), bench.subjects.findScopeLimit(ACME, task));
  }

  @DatabaseTest
  void saysForWhomATaskIsDone(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    var own = new SubjectRef(TaskSubjectSource.TYPE, "agent:travel-agent:task:" + bench.task());

    assertEquals(
        Optional.of(new SubjectRef("user", ADA)),
        bench.subjects.findPrincipal(ACME, subject(bench.taskForAda())));
    assertEquals(Optional.empty(), bench.subjects.findPrincipal(ACME, own));
    assertEquals(Optional.empty(), bench.subjects.findScopeLimit(ACME, own));
  }

  @DatabaseTest
  void makesATokenHangOnTheConsentAndOnTheUser(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    String task = (String) bench.taskForAda().get("task_id");
    var byConsent = token(bench, task);
    var byUser = token(bench, task);
    assertEquals(
        List.of("dlg_1"), bench.tokenService.issued().get(0).claims().get("delegation_ids"));

    bench.tokenService.revokeAll(ACME, new SubjectRef("user", "usr_bob"));
    assertTrue(bench.live(byConsent));
    bench.tokenService.revokeAll(ACME, new SubjectRef("delegation", "dlg_1"));
    assertFalse(bench.live(byConsent));
    assertFalse(bench.live(byUser));
  }

  @DatabaseTest
  void staysEndedAfterANewConsent(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    Map<String, Object> begun = bench.taskForAda();

    bench.withConsent("dlg_2", "documents.read");

    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject(begun)));
  }

  @DatabaseTest
  void isNotActiveWithoutTheConsentModule(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    SubjectRef task = subject(bench.taskForAda());

    bench.registry.without(AgentDelegationLookup.class, "delegation");

    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, task));
    assertEquals(Optional.of(Set.of()), bench.subjects.findScopeLimit(ACME, task));
    bench.registry.withUnavailable(AgentDelegationLookup.class, "delegation", "agents-delegation");
    assertEquals("module_unavailable", code(() -> bench.subjects.status(ACME, task)));
  }

  @DatabaseTest
  void recordsForWhomItIsDone(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");

    token(bench, (String) bench.taskForAda().get("task_id"));

    for (String action : List.of("jit.task_created", "jit.granted", "jit.token_issued")) {
      var record =
          bench.log.of(ACME.id()).stream()
              .map(AuditRecord::event)
              .filter(each -> each.action().equals(action))
              .findFirst()
              .orElseThrow();
      assertEquals(List.of(new SubjectRef("user", ADA)), record.onBehalfOf(), action);
      assertEquals(ADA, record.details().get("on_behalf_of"), action);
    }
  }

  @DatabaseTest
  void tellsThoseWhoDrawChainsOfATokenForAUser(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    List<CompletedTokenExchange> made = new ArrayList<>();
    bench.registry.with(
        ActorPolicy.class,
        "agents-delegation",
        new ActorPolicy() {
          @Override
          public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
            return delegation.scope();
          }

          @Override
          public void onTokenExchanged(TenantContext tenant, CompletedTokenExchange exchanged) {
            made.add(exchanged);
          }
        });

    token(bench, bench.task());
    token(bench, (String) bench.taskForAda().get("task_id"));

    assertEquals(1, made.size());
    assertEquals(ADA, made.get(0).token().claims().get("on_behalf_of"));
    assertEquals(new SubjectRef("agent", "agt_1"), made.get(0).subject().subject());
  }

  @DatabaseTest
  void spendsNothingOnATokenForAUserWhileNobodyKeepsHowItCameToBe(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    bench.registry.withUnavailable(ActorPolicy.class, "agents-delegation", "agents-delegation");
    var task = (String) bench.taskForAda().get("task_id");
    var request = (String) scopes(bench, task, "documents.read").get("request_id");

    var refusal = assertThrows(ApiException.class, () -> bench.token(request));

    assertEquals(503, refusal.status());
    assertEquals(List.of(), bench.tokenService.issued());
    assertEquals(0, bench.registry.openLeases());
    ActorPolicy policy = (tenant, delegation) -> delegation.scope();
    bench.registry.with(ActorPolicy.class, "agents-delegation", policy);
    bench.token(request);
    assertEquals(1, bench.tokenService.issued().size());
  }

  @DatabaseTest
  void givesNoTokenForAUserWhereItIsNotKeptHowItCameToBe(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    bench.registry.with(
        ActorPolicy.class,
        "agents-delegation",
        new ActorPolicy() {
          @Override
          public Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation) {
            return delegation.scope();
          }

          @Override
          public void onTokenExchanged(TenantContext tenant, CompletedTokenExchange exchanged) {
            throw new IllegalStateException("the database is full");
          }
        });
    var task = (String) bench.taskForAda().get("task_id");

    assertThrows(IllegalStateException.class, () -> token(bench, task));
    assertEquals(0, bench.registry.openLeases());
  }

  /** A request that names no task goes on for the user whose token the agent shows. */
  @DatabaseTest
  void keepsTheUserForWhomTheAgentActs(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");

    var asked =
        bench.requestDesk.ask(forAda(), Map.of("required_scopes", List.of("documents.read")));
    bench.token((String) asked.get("request_id"));

    assertEquals(ADA, bench.tokenService.issued().get(0).claims().get("on_behalf_of"));
    bench.withConsent("dlg_1", "documents.list");
    assertEquals(
        "invalid_scope",
        code(
            () ->
                bench.requestDesk.ask(
                    forAda(), Map.of("required_scopes", List.of("documents.read")))));
    bench.delegated.clear();
    assertEquals(
        "delegation_not_authorized",
        code(
            () ->
                bench.requestDesk.ask(
                    forAda(), Map.of("required_scopes", List.of("documents.read")))));
  }

  @DatabaseTest
  void showsApproversForWhomItIs(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read", "payment");

    bench.requestDesk.ask(forAda(), Map.of("authorization_details", JitBundleFixture.pay()));

    assertEquals(
        Optional.of(new SubjectRef("user", ADA)),
        bench
            .approvals
            .listPending(JitBundleFixture.ACME, JitBundleFixture.APPROVER, 1)
            .get(0)
            .request()
            .onBehalfOf());
  }

  @DatabaseTest
  void startsATaskOnlyForTheUserOfThePresentedToken(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    bench.users.with(
        JitBundleFixture.ACME, aUser().withId("usr_bob").withEmail("bob@acme.example").build());
    bench.delegated.put(
        "usr_bobagt_1",
        new AgentDelegationLookup.AgentDelegation(
            "dlg_2",
            new SubjectRef("user", "usr_bob"),
            "agt_1",
            Set.of("documents.read"),
            Optional.empty()));

    assertEquals(ADA, bench.taskDesk.begin(forAda(), Map.of()).get("on_behalf_of"));
    assertEquals(
        ADA, bench.taskDesk.begin(forAda(), Map.of("on_behalf_of", ADA)).get("on_behalf_of"));
    assertEquals(
        "delegation_not_authorized",
        code(() -> bench.taskDesk.begin(forAda(), Map.of("on_behalf_of", "usr_bob"))));
  }

  @DatabaseTest
  void refusesATaskThatIsNotForTheUserWhoseTokenIsShown(TestDatabase database) {
    var bench = new JitBundleFixture(database).withConsent("dlg_1", "documents.read");
    var body = Map.<String, Object>of("required_scopes", List.of("documents.read"));
    Map<String, Object> own = new HashMap<>(body);
    own.put("task_id", bench.task());
    Map<String, Object> hers = new HashMap<>(body);
    hers.put("task_id", bench.taskForAda().get("task_id"));

    assertEquals("delegation_not_authorized", code(() -> bench.requestDesk.ask(forAda(), own)));
    assertEquals("approved", bench.requestDesk.ask(forAda(), hers).get("status"));
  }

  private static JitCallerContext forAda() {
    return by(
        JitBundleFixture.ACME,
        new SubjectRef("user", ADA),
        List.of(new SubjectRef("agent", "agt_1")));
  }

  private static Map<String, Object> scopes(JitBundleFixture bench, String task, String scope) {
    return bench.requestDesk.ask(
        by("agt_1"), Map.of("task_id", task, "required_scopes", List.of(scope)));
  }

  private static Map<String, Object> token(JitBundleFixture bench, String task) {
    return bench.token((String) scopes(bench, task, "documents.read").get("request_id"));
  }

  private static SubjectRef subject(Map<String, Object> begun) {
    return new SubjectRef(TaskSubjectSource.TYPE, (String) begun.get("caep_session_id"));
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
