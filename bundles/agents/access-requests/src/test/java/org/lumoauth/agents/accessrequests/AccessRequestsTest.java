package org.lumoauth.agents.accessrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.evaluation.EvaluationExtension.Denied;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.QuestionBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;

/** From a denial to an access that people approved. */
class AccessRequestsTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final Map<String, Object> SENT_SUBJECT = Map.of("type", "user", "id", "usr_ada");
  private static final Map<String, Object> SENT_RESOURCE = Map.of("type", "document", "id", "q3");
  private static final Map<String, Object> SENT_ACTION = Map.of("name", "read");
  private static final Initiator BY = Initiator.server("test");

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessSettings());
  private final FakeSigningKeys keys = new FakeSigningKeys();
  private final Binding binding = new Binding(keys);
  private final Requestable requestable = new Requestable(binding, new FakeIdentifiers(), settings);
  private final OneApproval approvals = new OneApproval(ACME);
  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  private final AccessTasks tasks =
      new AccessTasks(
          approvals,
          new FakeShortLivedStore(Instant::now),
          new FakeSecretVault(),
          settings,
          new TokenHolders(modules));
  private final ApprovedAccess model =
      new ApprovedAccess(approvals, settings, new TokenHolders(modules));
  private final Caller caller = aCaller().build();

  @BeforeEach
  void letItBeAskedFor() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
  }

  @Test
  void offersWhatNoModelHasAnythingAgainst() {
    Map<String, Object> context = requestable.context(ACME, denied(question(), silent()));

    assertEquals("approval_required", context.get("reason"));
    assertTrue(context.get("access_request") instanceof Map<?, ?>);
  }

  @Test
  void offersNothingThatWasDeniedForAReason() {
    var refused = Vote.deny(reason("outside_capabilities"), "Ask an administrator.");

    assertEquals(Map.of(), requestable.context(ACME, denied(question(), refused)));
    assertEquals(Map.of(), requestable.context(ACME, denied(question())));
  }

  /** The person for whom an agent acts lacks the access; the agent is capable of it. */
  @Test
  void offersWhatThePersonLacksForWhomAPermittedAgentActs() {
    var agent = new SubjectRef(SubjectRef.AGENT, "agt_1");
    var acted = question().actedBy(agent);
    var capable = new ModelVote("capability", agent, Vote.permit(reason("within_capabilities")));
    var person = new ModelVote("m", ADA, silent());

    Map<String, Object> context =
        requestable.context(ACME, denied(acted, List.of(person, capable)));

    assertTrue(context.containsKey("access_request"), context.toString());
    var refused = Vote.deny(reason("outside_capabilities"), "Ask an administrator.");
    for (var against :
        List.of(new ModelVote("m", ADA, refused), new ModelVote("m", agent, refused))) {
      var votes = List.of(person, capable, against);
      assertEquals(Map.of(), requestable.context(ACME, denied(acted, votes)));
    }
    var away =
        new ModelVote(
            "m", agent, new Vote(Vote.Outcome.FAILED, reason("model_failed"), Optional.empty()));
    assertEquals(
        Map.of(), requestable.context(ACME, denied(acted, List.of(person, capable, away))));
  }

  @Test
  void offersNothingThatNobodyOrSomebodyElseAsksForOrThatIsOff() {
    var other = question().about(new SubjectRef("api_key", "key_1"));
    var acted = question().actedBy(new SubjectRef(SubjectRef.AGENT, "agt_1"));
    assertEquals(Map.of(), requestable.context(ACME, denied(other, silent())));
    assertEquals(Map.of(), requestable.context(ACME, denied(acted, silent())));
    assertEquals(Map.of(), requestable.context(GLOBEX, denied(question(), silent())));
    assertEquals(Map.of(), requestable.metadata(GLOBEX));
  }

  @Test
  void bindsARequestToItsDenial() {
    Binding.Bound bound = bound();

    assertEquals("user:usr_ada", bound.decided().get("subject"));
    assertTrue(Binding.same(bound.sent().get("resource"), SENT_RESOURCE));
    assertEquals(caller.subject().toString(), bound.caller());
  }

  @Test
  void bindsARequestToTheEvaluationThatDenied() {
    Map<String, Object> context = requestable.context(ACME, denied(question(), silent()));
    var offer = (Map<?, ?>) context.get("access_request");
    Binding.Bound bound = binding.read(ACME, (String) offer.get("binding_token")).orElseThrow();
    Map<String, Object> later = requestable.context(ACME, denied(question(), silent()));

    assertTrue(bound.isOf(context.get("evaluation_id")));
    assertFalse(bound.isOf(later.get("evaluation_id")));
    assertFalse(bound.isOf(null));
  }

  @Test
  void readsNoBindingOfAnotherTenantOrKindOrThatWasChanged() {
    String token = token();
    String[] parts = token.split("\\.");
    String other =
        keys.sign(
            ACME,
            org.lumoauth.api.key.SigningKeys.Algorithm.ES256,
            Map.of("typ", "at+jwt"),
            "{\"iss\":\"" + ACME.issuer() + "\",\"aud\":\"" + AccessAddress.of(ACME) + "\"}");

    assertEquals(Optional.empty(), binding.read(GLOBEX, token));
    assertEquals(Optional.empty(), binding.read(ACME, other));
    assertEquals(Optional.empty(), binding.read(ACME, parts[0] + "." + parts[1] + ".AAAA"));
    assertEquals(Optional.empty(), binding.read(ACME, "no token"));
  }

  @Test
  void makesOneTaskOfOneDenial() {
    Binding.Bound bound = bound();

    assertTrue(make(bound, Optional.empty()).isPresent());
    assertEquals(Optional.empty(), make(bound, Optional.empty()));
  }

  @Test
  void takesADenialAgainOfWhichNobodyWasAsked() {
    Binding.Bound bound = bound();
    approvals.refusal = Optional.of(new Problem(429, "too_many_pending_approvals", "Too many."));
    assertThrows(Problem.class, () -> make(bound, Optional.empty()));
    approvals.refusal = Optional.empty();

    assertTrue(make(bound, Optional.empty()).isPresent());
    assertEquals(Optional.empty(), make(bound, Optional.empty()));
  }

  @Test
  void asksForExactlyWhatWasDenied() {
    Binding.Bound bound = bound();
    make(bound, Optional.empty());

    assertEquals(ADA, approvals.asked().requester());
    assertEquals(List.of(caller.subject()), approvals.asked().chain());
    Map<String, Object> wanted = new HashMap<>(bound.decided());
    wanted.put("seconds", 3_600);
    assertTrue(Binding.same(wanted, approvals.asked().parameters()));
  }

  /** Nobody approves what they ask for, by a token that they had made either. */
  @Test
  void countsWhoHadTheTokenMadeAmongThoseWhoAsk() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    agents.withTokenOf(caller.credentialId(), grace);
    make(bound(), Optional.empty());

    assertEquals(List.of(caller.subject(), grace), approvals.asked().chain());
  }

  @Test
  void asksNobodyWhileItIsNotKnownWhoHadTheTokenMade() {
    modules.lacking(AgentRegistry.class, "agents", "agents-registry");

    var refusal = assertThrows(Problem.class, () -> make(bound(), Optional.empty()));

    assertEquals("module_unavailable", refusal.code());
  }

  @Test
  void passesNobodyOverWhileTheModuleThatKnowsThemBeginsToWork() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    agents.withTokenOf(caller.credentialId(), grace);
    modules.recovering(AgentRegistry.class, "agents", "agents-registry", agents);

    make(bound(), Optional.empty());

    assertEquals(List.of(caller.subject(), grace), approvals.asked().chain());
  }

  @Test
  void showsATaskToWhoAskedAlone() {
    AccessTasks.Task task = make(bound(), Optional.of("key")).orElseThrow();
    Caller other = aCaller().as(new SubjectRef(SubjectRef.AGENT, "agt_other")).build();

    assertTrue(tasks.find(ACME, caller, task.id()).isPresent());
    assertEquals(Optional.empty(), tasks.find(ACME, other, task.id()));
    assertEquals(Optional.empty(), tasks.find(GLOBEX, caller, task.id()));
    assertTrue(tasks.made(ACME, caller, "key").isPresent());
    assertEquals(Optional.empty(), tasks.made(ACME, other, "key"));
  }

  @Test
  void takesBackWhatIsOpenAndNothingElse() {
    AccessTasks.Task task = make(bound(), Optional.empty()).orElseThrow();
    assertTrue(tasks.cancel(ACME, task, BY));

    AccessTasks.Task after = tasks.find(ACME, caller, task.id()).orElseThrow();
    assertFalse(tasks.cancel(ACME, after, BY));
    assertTrue(tasks.view(ACME, after).toString().contains("status=cancelled"));
  }

  @Test
  void permitsWhatWasApprovedAndNothingElse() {
    make(bound(), Optional.empty());
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));
    approvals.approve(Duration.ZERO, Optional.empty());

    assertEquals(Vote.Outcome.PERMIT, vote(question()));
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question().toDo("write")));
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question().on("document", "q4")));
    assertEquals(
        Vote.Outcome.NOT_APPLICABLE,
        vote(question().about(new SubjectRef(SubjectRef.USER, "usr_grace"))));
    assertEquals(Vote.Outcome.NOT_APPLICABLE, model.vote(ACME, question().build()).outcome());
    assertEquals(
        Vote.Outcome.NOT_APPLICABLE, model.vote(GLOBEX, withApproval(question())).outcome());
  }

  /** By a token that they had made since they would have what they approved. */
  @Test
  void permitsNothingToAnAgentWhileWhoApprovedItHoldsATokenOfIt() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    var robot = new SubjectRef(SubjectRef.AGENT, "agt_1");
    make(bound(), Optional.empty());
    approvals.approve(Duration.ZERO, Optional.empty());
    assertEquals(Vote.Outcome.PERMIT, vote(question().actedBy(robot)));

    agents.withHolder(ACME, robot.id(), ADA);
    assertEquals(Vote.Outcome.PERMIT, vote(question().actedBy(robot)), "she approved nothing");
    agents.withHolder(ACME, robot.id(), grace);

    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question().actedBy(robot)));
    assertEquals(Vote.Outcome.PERMIT, vote(question()), "the person herself");
    modules.lacking(AgentRegistry.class, "agents", "agents-registry");
    assertThrows(Problem.class, () -> vote(question().actedBy(robot)));
  }

  @Test
  void permitsItNoLongerThanTheTenantAndTheApproverLet() {
    make(bound(), Optional.empty());
    approvals.approve(Duration.ofSeconds(3_500), Optional.empty());
    assertEquals(Vote.Outcome.PERMIT, vote(question()));

    approvals.approve(Duration.ofSeconds(3_600), Optional.empty());
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));
    approvals.approve(Duration.ofSeconds(61), Optional.of(Duration.ofSeconds(60)));
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));
  }

  @Test
  void asksForNoLongerThanWasWishedAndShowsIt() {
    Instant until = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
    AccessTasks.Task task = make(bound(), Optional.empty(), Optional.of(until)).orElseThrow();

    assertEquals(until.toString(), approvals.asked().parameters().get("until"));
    int seconds = (int) approvals.asked().parameters().get("seconds");
    assertTrue(seconds > 60 && seconds <= 120, String.valueOf(seconds));

    approvals.approve(Duration.ZERO, Optional.empty());
    assertEquals(Vote.Outcome.PERMIT, vote(question()));
    Map<String, Object> view = tasks.view(ACME, tasks.find(ACME, caller, task.id()).orElseThrow());
    assertFalse(approvedUntil(view).isAfter(until), view.toString());
  }

  @Test
  void permitsNothingAfterTheTimeThatWasWishedThoughItWasApprovedLater() {
    Instant until = Instant.now().plusSeconds(30);
    make(bound(), Optional.empty(), Optional.of(until));

    approvals.approve(Duration.ZERO, Optional.empty());

    assertFalse(model.until(ACME, approvals.find(ACME, "apr_1").orElseThrow()).isAfter(until));
  }

  @Test
  void givesNothingBeyondWhatTheTenantLetsThoughMoreIsWished() {
    make(bound(), Optional.empty(), Optional.of(Instant.now().plusSeconds(1_000_000)));

    assertEquals(3_600, approvals.asked().parameters().get("seconds"));
  }

  @Test
  void takesNoWishThatIsNoTimeToCome() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    for (Object wrong :
        List.of("2026-11-28T06:00:00Z", "2026-11-28T05:00:00+01:00", "soon", 7, List.of())) {
      Map<String, Object> body = Map.of("requested_access", Map.of("requested_until", wrong));
      assertEquals(
          "invalid_request",
          assertThrows(Problem.class, () -> Term.asked(body, now), wrong.toString()).code());
    }
    assertEquals(Term.Asked.NOTHING, Term.asked(Map.of("requested_access", Map.of()), now));
    assertEquals(
        Optional.of(Instant.parse("2026-11-28T06:10:00Z")),
        Term.asked(
                Map.of("requested_access", Map.of("requested_until", "2026-11-28T07:10:00+01:00")),
                now)
            .until());
  }

  @Test
  void asksForNoLongerThanTheDurationThatWasWished() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    Term.Asked tenMinutes = Term.asked(duration("PT10M"), now);

    Map<String, Object> shown = Term.with(Map.of(), Duration.ofHours(1), tenMinutes, now);

    assertEquals(Map.of("seconds", 600), shown);
    assertEquals(
        Map.of("seconds", 3_600),
        Term.with(Map.of(), Duration.ofHours(1), Term.asked(duration("P30D"), now), now));
    for (Object wrong : List.of("PT0S", "-PT1H", "P1M", "soon", 600, List.of())) {
      assertEquals(
          "invalid_request",
          assertThrows(Problem.class, () -> Term.asked(duration(wrong), now), wrong.toString())
              .code());
    }
  }

  /** The profile has it refused where nobody says which of the two counts. */
  @Test
  void takesNoWishForATimeAndADurationAtOnce() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    Map<String, Object> both =
        Map.of("requested_until", "2026-11-28T07:00:00Z", "requested_duration", "PT1H");

    assertThrows(Problem.class, () -> Term.asked(Map.of("requested_access", both), now));
  }

  private static Map<String, Object> duration(Object wanted) {
    return Map.of("requested_access", Map.of("requested_duration", wanted));
  }

  private static Instant approvedUntil(Map<String, Object> view) {
    var result = (Map<?, ?>) view.get("result");
    return Instant.parse((String) ((Map<?, ?>) result.get("approval")).get("approved_until"));
  }

  @Test
  void permitsNothingThatWasDeniedOrIsOff() {
    make(bound(), Optional.empty());
    approvals.become(Approval.State.DENIED, List.of());
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));

    approvals.approve(Duration.ZERO, Optional.empty());
    settings.change(ACME, "access-requests", Map.of("enabled", false));
    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));
  }

  /** As one is answered whose approver may approve it no more. */
  @Test
  void permitsNothingWhoseApprovalWasWithdrawnAfterIt() {
    make(bound(), Optional.empty());
    approvals.approve(Duration.ZERO, Optional.empty());
    var given = approvals.find(ACME, "apr_1").orElseThrow().answers();
    assertEquals(Vote.Outcome.PERMIT, vote(question()));

    approvals.become(Approval.State.WITHDRAWN, given);

    assertEquals(Vote.Outcome.NOT_APPLICABLE, vote(question()));
  }

  private Optional<AccessTasks.Task> make(Binding.Bound bound, Optional<String> key) {
    return make(bound, key, Optional.empty());
  }

  private Optional<AccessTasks.Task> make(
      Binding.Bound bound, Optional<String> key, Optional<Instant> until) {
    var wish = new AccessTasks.Wish("To read it", new Term.Asked(until, Optional.empty()));
    return tasks.make(ACME, caller, bound, Map.of("a", 1), wish, key, BY);
  }

  private Vote.Outcome vote(QuestionBuilder question) {
    return model.vote(ACME, withApproval(question)).outcome();
  }

  private static Question withApproval(QuestionBuilder question) {
    return question.given("approval", Map.of("id", "apr_1")).build();
  }

  private Binding.Bound bound() {
    return binding.read(ACME, token()).orElseThrow();
  }

  private String token() {
    var offered =
        (Map<?, ?>) requestable.context(ACME, denied(question(), silent())).get("access_request");
    return (String) offered.get("binding_token");
  }

  private static QuestionBuilder question() {
    return aQuestion().about(ADA).toDo("read").on("document", "q3");
  }

  private Denied denied(QuestionBuilder question, Vote... votes) {
    return denied(
        question, List.of(votes).stream().map(vote -> new ModelVote("m", ADA, vote)).toList());
  }

  private Denied denied(QuestionBuilder question, List<ModelVote> votes) {
    var decision =
        new Decision(false, reason("nothing_permits"), Optional.empty(), votes, Duration.ZERO);
    return new Denied(caller, SENT_SUBJECT, SENT_RESOURCE, SENT_ACTION, question.build(), decision);
  }

  private static Vote silent() {
    return Vote.notApplicable(reason("no_role"), Optional.empty());
  }

  private static Reason reason(String code) {
    return Reason.of(code, "No.", Map.of());
  }
}
