package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.jit.Bench.ACME;
import static org.lumoauth.agents.jit.Bench.ADA;
import static org.lumoauth.agents.jit.Bench.GLOBEX;
import static org.lumoauth.agents.jit.Bench.by;
import static org.lumoauth.agents.jit.Bench.pay;
import static org.lumoauth.agents.jit.Bench.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.agent.AgentBudgets;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class JitTest {

  @DatabaseTest
  void givesWhatIsLowAtOnceAndExactlyThat(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();

    Map<String, Object> made = bench.ask(task, read());
    Map<String, Object> token = bench.token((String) made.get("request_id"));

    assertEquals("approved", made.get("status"));
    assertEquals("low", made.get("risk_level"));
    AccessTokenRequest issued = bench.tokenService.issued().get(0);
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
  void asksPeopleForWhatIsCritical(TestDatabase database) {
    var bench = new Bench(database);
    String request = bench.pending(bench.task());
    assertEquals("request_pending", code(() -> bench.token(request)));

    bench.answer(
        request,
        new Answer(
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
    var bench = new Bench(database);
    String request = bench.pending(bench.task());
    bench.answer(request, Answer.of(true));

    assertEquals(1, succeeded(6, () -> bench.token(request)));
    assertEquals(1, bench.tokenService.issued().size());
  }

  @DatabaseTest
  void refusesATokenForSomethingElseThanWasApproved(TestDatabase database) {
    var bench = new Bench(database);
    String request = bench.pending(bench.task());
    bench.answer(request, Answer.of(true));
    Map<String, Object> swapped = new HashMap<>(pay());
    swapped.put("amount", "1200.00");

    assertEquals(
        "approval_mismatch",
        code(
            () ->
                bench.requestDesk.token(
                    by("agt_1"), request, Map.of("authorization_details", swapped))));
    assertEquals(
        1L,
        bench
            .requestDesk
            .token(by("agt_1"), request, Map.of("authorization_details", pay()))
            .keySet()
            .stream()
            .filter("access_token"::equals)
            .count());
  }

  @DatabaseTest
  void makesNoTokenOfWhatWasChangedInTheDatabase(TestDatabase database) {
    var bench = new Bench(database);
    String request = bench.pending(bench.task());
    bench.answer(request, Answer.of(true));
    JitUnit.on(database.open(JitUnit.DEFINITION))
        .update(
            "update jit_request set wanted = ? where request_id = ?",
            "{\"authorization_details\":[{\"type\":\"payment\",\"actions\":[\"approve\"]}]}",
            request);

    assertEquals("approval_mismatch", code(() -> bench.token(request)));
    assertEquals(List.of(), bench.tokenService.issued());
  }

  @DatabaseTest
  void endsEverythingWithTheTask(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    Map<String, Object> token = bench.token((String) bench.ask(task, read()).get("request_id"));
    String approved = bench.pending(task);
    bench.answer(approved, Answer.of(true));
    String pending = bench.pending(task);
    String part =
        (String) bench.taskDesk.begin(by("agt_1"), Map.of("parent_task_id", task)).get("task_id");
    Map<String, Object> partsToken =
        bench.token((String) bench.ask(part, read()).get("request_id"));
    var subject = new SubjectRef("agent_task", "agent:travel-agent:task:" + task);
    assertEquals(SubjectStatus.ENABLED, bench.subjects.status(ACME, subject));

    bench.taskDesk.complete(by("agt_1"), task);
    bench.subjects.forget(ACME.id(), task);

    assertFalse(bench.live(token));
    assertFalse(bench.live(partsToken));
    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject));
    assertEquals("task_completed", code(() -> bench.token(approved)));
    assertEquals("task_completed", code(() -> bench.ask(part, read())));
    assertEquals("cancelled", bench.requestDesk.status(by("agt_1"), pending).get("status"));
    assertEquals(Tasks.ENDED, bench.events.published().get(0).type());
  }

  @DatabaseTest
  void suspendsATaskAfterThreeDenials(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    Map<String, Object> token = bench.token((String) bench.ask(task, read()).get("request_id"));
    bench.answer(bench.pending(task), Answer.of(false));
    assertEquals("medium", bench.ask(task, read()).get("risk_level"));
    bench.answer(bench.pending(task), Answer.of(false));
    assertEquals("critical", bench.ask(task, read()).get("risk_level"));
    assertTrue(bench.live(token));

    bench.answer(bench.pending(task), Answer.of(false));

    assertFalse(bench.live(token));
    assertEquals("task_suspended", code(() -> bench.ask(task, read())));
    assertEquals("suspended", bench.taskDesk.status(by("agt_1"), task).get("status"));
  }

  @DatabaseTest
  void suspendsATaskBeforeWhoDeniedIsAnswered(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    Map<String, Object> low = bench.ask(task, read());
    Map<String, Object> token = bench.token((String) low.get("request_id"));
    var answers = new ApprovalAnswers(bench.requests, new FakeTenantRegistry().with(ACME));

    for (int i = 0; i < 3; i++) {
      String request = bench.pending(task);
      String approval =
          bench
              .requestStore
              .find(ACME.id(), request, bench.now)
              .orElseThrow()
              .approvalId()
              .orElseThrow();
      bench.approvals.answer(
          ACME, approval, Bench.APPROVER, Answer.of(false), Initiator.server("test"));
      answers.on(new DomainEvent(Approvals.ANSWERED, ACME.id(), approval));
    }

    assertFalse(bench.live(token));
    assertEquals(
        Task.Status.SUSPENDED,
        bench.taskStore.find(ACME.id(), task, bench.now).orElseThrow().status());
  }

  @DatabaseTest
  void letsNoOtherAgentAndNoOtherTenantIn(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    String request = bench.pending(task);
    bench.answer(request, Answer.of(true));
    var stranger = by("agt_2");

    assertEquals(
        "request_of_another_agent", code(() -> bench.requestDesk.token(stranger, request, null)));
    assertEquals(
        "request_of_another_agent", code(() -> bench.requestDesk.status(stranger, request)));
    assertEquals("task_of_another_agent", code(() -> bench.taskDesk.complete(stranger, task)));
    bench.agents.with(GLOBEX, Bench.agent("agt_1", Set.of()));
    var elsewhere = by(GLOBEX, new SubjectRef("agent", "agt_1"), List.of());
    assertEquals(
        "resource_not_found", code(() -> bench.requestDesk.token(elsewhere, request, null)));
    assertEquals("resource_not_found", code(() -> bench.taskDesk.complete(elsewhere, task)));
    var subject = new SubjectRef("agent_task", "agent:travel-agent:task:" + task);
    assertEquals(SubjectStatus.UNKNOWN, bench.subjects.status(GLOBEX, subject));
    assertEquals(
        SubjectStatus.UNKNOWN,
        bench.subjects.status(
            ACME, new SubjectRef("agent_task", "agent:other-agent:task:" + task)));
  }

  @DatabaseTest
  void takesNoTokenOfATaskForAnythingElse(TestDatabase database) {
    var bench = new Bench(database);
    var task = new SubjectRef("agent_task", "agent:travel-agent:task:" + bench.task());
    var call = by(ACME, task, List.of(new SubjectRef("agent", "agt_1")));

    assertEquals("agent_token_required", code(() -> bench.taskDesk.begin(call, Map.of())));
  }

  @DatabaseTest
  void actsForUsersOnlyWhoLetIt(TestDatabase database) {
    var bench = new Bench(database);
    Map<String, Object> forAda = Map.of("on_behalf_of", ADA);
    assertEquals("delegation_not_allowed", code(() -> bench.taskDesk.begin(by("agt_1"), forAda)));
    bench.agents.with(ACME, Bench.agent("agt_1", Set.of(OnBehalf.CAPABILITY)));
    assertEquals(
        "delegation_not_authorized", code(() -> bench.taskDesk.begin(by("agt_1"), forAda)));
    bench.withConsent("dlg_1", "documents.read");

    Map<String, Object> begun = bench.taskDesk.begin(by("agt_1"), forAda);

    assertEquals(ADA, begun.get("on_behalf_of"));
    var subject = new SubjectRef("agent_task", (String) begun.get("caep_session_id"));
    assertEquals(SubjectStatus.ENABLED, bench.subjects.status(ACME, subject));
    bench.delegated.clear();
    assertEquals(SubjectStatus.DISABLED, bench.subjects.status(ACME, subject));
  }

  @DatabaseTest
  void asksForNoScopeBeyondTheCapabilities(TestDatabase database) {
    var bench = new Bench(database);

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
    bench.agents.with(ACME, Bench.agent("agt_1", Set.of()));
    assertEquals("capability_denied", code(() -> bench.token(request)));
  }

  @DatabaseTest
  void livesNoLongerThanFifteenMinutes(TestDatabase database) {
    var bench = new Bench(database);
    Map<String, Object> made =
        bench.requestDesk.ask(
            by("agt_1"), Map.of("authorization_details", read(), "requested_ttl", 86_400));

    bench.token((String) made.get("request_id"));

    assertEquals(Duration.ofSeconds(900), bench.tokenService.issued().get(0).lifetime());
  }

  @DatabaseTest
  void givesNoTokenLongAfterTheApproval(TestDatabase database) {
    var bench = new Bench(database);
    String request = bench.pending(bench.task());
    bench.answer(request, Answer.of(true));
    bench.now = bench.now.plus(Duration.ofMinutes(15));

    assertEquals("request_expired", code(() -> bench.token(request)));
  }

  @DatabaseTest
  void tellsThatTheUserHasToConsentAgain(TestDatabase database) {
    var bench = new Bench(database);
    Map<String, Object> begun = bench.withConsent("dlg_1", "documents.read").taskForAda();
    String request = bench.pending((String) begun.get("task_id"));
    assertEquals(
        false, bench.requestDesk.status(by("agt_1"), request).get("delegation_consent_required"));

    bench.delegated.clear();

    assertEquals(
        true, bench.requestDesk.status(by("agt_1"), request).get("delegation_consent_required"));
  }

  @DatabaseTest
  void chargesTheBudgetBeforeTheToken(TestDatabase database) {
    var bench = new Bench(database).withoutBudget();
    String request = (String) bench.ask(bench.task(), read()).get("request_id");

    assertEquals("budget_exceeded", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
  }

  @DatabaseTest
  void asksAPersonForWhatCostsMoreThanTheBudgetLetsPass(TestDatabase database) {
    var bench = new Bench(database).withoutAskingAnybody().withApprovalAbove("100");
    String task = bench.task();

    assertEquals("approved", bench.ask(task, payment("100.00", "USD")).get("status"));
    Map<String, Object> dear = bench.ask(task, payment("100.01", "USD"));

    assertEquals("pending", dear.get("status"));
    assertEquals("high", dear.get("risk_level"));
    assertEquals("request_pending", code(() -> bench.token((String) dear.get("request_id"))));
  }

  @DatabaseTest
  void asksAPersonForWhatCostsNobodyKnowsHowMuch(TestDatabase database) {
    var bench = new Bench(database).withoutAskingAnybody().withApprovalAbove("100");
    String task = bench.task();

    assertEquals("pending", bench.ask(task, payment("1", "EUR")).get("status"));
    assertEquals("approved", bench.ask(task, read()).get("status"));
  }

  @DatabaseTest
  void makesNoTokenWhileTheBudgetIsAway(TestDatabase database) {
    var bench = new Bench(database);
    String request = (String) bench.ask(bench.task(), read()).get("request_id");
    bench.registry.lacking(AgentBudgets.class, "agents", "agents-budgets");

    assertEquals("module_unavailable", code(() -> bench.token(request)));
    assertEquals("approved", bench.requestDesk.status(by("agt_1"), request).get("status"));
  }

  @DatabaseTest
  void grantsNothingWhileTheBudgetIsAway(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    bench.registry.lacking(AgentBudgets.class, "agents", "agents-budgets");

    assertEquals("module_unavailable", code(() -> bench.ask(task, read())));
  }

  @DatabaseTest
  void tellsTheAgentWhereItWantsToBeTold(TestDatabase database) {
    var bench = new Bench(database);
    Map<String, Object> made =
        bench.requestDesk.ask(
            by("agt_1"),
            Map.of("authorization_details", pay(), "callback_url", "https://agent.example.com/cb"));
    String request = (String) made.get("request_id");

    bench.answer(request, Answer.of(true));

    assertEquals(1, bench.notices.size());
    assertEquals(made.get("callback_secret"), bench.notices.get(0).secret());
    assertEquals("approved", bench.notices.get(0).body().get("status"));
    assertEquals(
        "validation_error",
        code(
            () ->
                bench.requestDesk.ask(
                    by("agt_1"),
                    Map.of("authorization_details", pay(), "callback_url", "file:///x"))));
  }

  @DatabaseTest
  void keepsNoCallbackThatLeadsInside(TestDatabase database) {
    var bench = new Bench(database);
    var inside = Map.of("authorization_details", pay(), "callback_url", "https://10.0.0.1/cb");

    Problem refusal = assertThrows(Problem.class, () -> bench.requestDesk.ask(by("agt_1"), inside));

    assertEquals(422, refusal.status());
    assertEquals("callback_url", refusal.details().get("field"));
  }

  @DatabaseTest
  void refusesBadDetails(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("type", "unheard_of", "actions", List.of("read")),
            Map.of("type", "payment"),
            Map.of("type", "payment", "actions", List.of("steal")),
            Map.of("type", "payment", "actions", "initiate"),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", "x"),
            Map.of(
                "type", "file_access", "actions", List.of("read"), "locations", List.of("a#b")))) {
      assertEquals("invalid_authorization_details", code(() -> bench.ask(task, bad)));
    }
  }

  @DatabaseTest
  void refusesWhatIsNothingWhereSomethingHasToBe(TestDatabase database) {
    var bench = new Bench(database);
    List<Object> nothing = Arrays.asList((Object) null);
    Map<String, Object> nameless = new HashMap<>(read());
    nameless.put("type", null);
    Map<String, Object> actionless = new HashMap<>(read());
    actionless.put("actions", null);
    Map<String, Object> nowhere = new HashMap<>(read());
    nowhere.put("locations", null);
    for (Object bad :
        List.of(
            nothing,
            nameless,
            actionless,
            nowhere,
            Map.of("type", "file_access", "actions", nothing),
            Map.of("type", "file_access", "actions", List.of(nothing)),
            Map.of("type", "file_access", "actions", List.of(1)),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", nothing))) {
      assertEquals(
          "invalid_authorization_details",
          code(() -> bench.requestDesk.ask(by("agt_1"), Map.of("authorization_details", bad))),
          String.valueOf(bad));
    }
    assertEquals(
        "invalid_scope",
        code(() -> bench.requestDesk.ask(by("agt_1"), Map.of("required_scopes", nothing))));
    Map<String, Object> more = new HashMap<>(read());
    more.put("identifier", null);
    more.put("more", Arrays.asList(null, Collections.singletonMap("amount", null)));
    assertEquals("approved", bench.ask(bench.task(), more).get("status"));
  }

  @DatabaseTest
  void grantsNoNumberThatIsReadInTwoWays(TestDatabase database) {
    var bench = new Bench(database);
    for (Object number : List.of(9_007_199_254_740_993L, Double.POSITIVE_INFINITY)) {
      Map<String, Object> detail = new HashMap<>(read());
      detail.put("limits", List.of(Map.of("rows", number)));

      assertEquals("invalid_authorization_details", code(() -> bench.ask(bench.task(), detail)));
    }
  }

  @DatabaseTest
  void saysWhenATaskWasCompletedHoweverOftenItIsAsked(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();
    Object at = bench.taskDesk.complete(by("agt_1"), task).get("completed_at");
    bench.now = bench.now.plus(Duration.ofMinutes(5));

    assertEquals(at, bench.taskDesk.complete(by("agt_1"), task).get("completed_at"));
  }

  @DatabaseTest
  void goesByTheRulesOfTheTenant(TestDatabase database) {
    var bench = new Bench(database);
    bench.rules.write(
        ACME.id(),
        RiskJson.read(
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

  @DatabaseTest
  void removesATenantsTasks(TestDatabase database) {
    var bench = new Bench(database);
    String task = bench.task();

    new TasksOfTenants(bench.taskStore, bench.spends).erase(ACME.id());

    assertEquals(Optional.empty(), bench.taskStore.find(ACME.id(), task, bench.now));
  }

  private static int succeeded(int times, Callable<?> work) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(times);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(
            () -> {
              try {
                work.call();
                return true;
              } catch (Problem refused) {
                return false;
              }
            });
      }
      int done = 0;
      for (Future<Boolean> each : pool.invokeAll(all)) {
        done += each.get() ? 1 : 0;
      }
      return done;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      pool.shutdown();
    }
  }

  private static Map<String, Object> payment(String amount, String currency) {
    return Map.of(
        "type",
        "payment",
        "actions",
        List.of("initiate"),
        "instructedAmount",
        Map.of("amount", amount, "currency", currency));
  }

  private static String code(Executable work) {
    return assertThrows(Problem.class, work).code();
  }
}
