package org.lumoauth.agents.accessrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

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
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.evaluation.AuthzenResponseExtension.DeniedEvaluation;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.DecisionRequestBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

/** Access requests from the denial to the approved access. */
class AccessRequestFlowTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final Map<String, Object> SENT_SUBJECT = Map.of("type", "user", "id", "usr_ada");
  private static final Map<String, Object> SENT_RESOURCE = Map.of("type", "document", "id", "q3");
  private static final Map<String, Object> SENT_ACTION = Map.of("name", "read");
  private static final AuditInitiator BY = AuditInitiator.server("test");

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessRequestSettings());
  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private final DenialBindingTokenService binding = new DenialBindingTokenService(keys);
  private final RequestableDenialExtension requestable =
      new RequestableDenialExtension(binding, new FakeIdGenerator(), settings);
  private final SingleApprovalService approvals = new SingleApprovalService(ACME);
  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  private final AccessRequestTaskService tasks =
      new AccessRequestTaskService(
          approvals,
          new FakeShortLivedRecordStore(Instant::now),
          new FakeSecretProtectionService(),
          settings,
          new AgentTokenHolderResolver(modules));
  private final ApprovedAccessAuthorizationModel model =
      new ApprovedAccessAuthorizationModel(
          approvals, settings, new AgentTokenHolderResolver(modules));
  private final Caller caller = aCaller().build();

  @BeforeEach
  void letItBeAskedFor() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
  }

  @Test
  void offersARequestWhenNoModelDenies() {
    Map<String, Object> context = requestable.context(ACME, denied(question(), silent()));

    assertEquals("approval_required", context.get("reason"));
    assertTrue(context.get("access_request") instanceof Map<?, ?>);
  }

  @Test
  void offersNoRequestForExplicitDenial() {
    var refused = AuthorizationVote.deny(reason("outside_capabilities"), "Ask an administrator.");

    assertEquals(Map.of(), requestable.context(ACME, denied(question(), refused)));
    assertEquals(Map.of(), requestable.context(ACME, denied(question())));
  }

  /** The person for whom an agent acts lacks the access; the agent is capable of it. */
  @Test
  void offersRequestIfOnlyTheUserLacksAccess() {
    var agent = new SubjectRef(SubjectRef.AGENT, "agt_1");
    var acted = question().actedBy(agent);
    var capable =
        new ModelVote("capability", agent, AuthorizationVote.permit(reason("within_capabilities")));
    var person = new ModelVote("m", ADA, silent());

    Map<String, Object> context =
        requestable.context(ACME, denied(acted, List.of(person, capable)));

    assertTrue(context.containsKey("access_request"), context.toString());
    var refused = AuthorizationVote.deny(reason("outside_capabilities"), "Ask an administrator.");
    for (var against :
        List.of(new ModelVote("m", ADA, refused), new ModelVote("m", agent, refused))) {
      var votes = List.of(person, capable, against);
      assertEquals(Map.of(), requestable.context(ACME, denied(acted, votes)));
    }
    var away =
        new ModelVote(
            "m",
            agent,
            new AuthorizationVote(
                AuthorizationVote.VoteOutcome.FAILED, reason("model_failed"), Optional.empty()));
    assertEquals(
        Map.of(), requestable.context(ACME, denied(acted, List.of(person, capable, away))));
  }

  @Test
  void offersNoRequestToOtherCallersOrWhenDisabled() {
    var other = question().about(new SubjectRef("api_key", "key_1"));
    var acted = question().actedBy(new SubjectRef(SubjectRef.AGENT, "agt_1"));
    assertEquals(Map.of(), requestable.context(ACME, denied(other, silent())));
    assertEquals(Map.of(), requestable.context(ACME, denied(acted, silent())));
    assertEquals(Map.of(), requestable.context(GLOBEX, denied(question(), silent())));
    assertEquals(Map.of(), requestable.metadata(GLOBEX));
  }

  @Test
  void bindsARequestToItsDenial() {
    DenialBindingTokenService.BoundDenial bound = bound();

    assertEquals("user:usr_ada", bound.decided().get("subject"));
    assertTrue(DenialBindingTokenService.same(bound.sent().get("resource"), SENT_RESOURCE));
    assertEquals(caller.subject().toString(), bound.caller());
  }

  @Test
  void bindsARequestToTheEvaluationThatDenied() {
    Map<String, Object> context = requestable.context(ACME, denied(question(), silent()));
    var offer = (Map<?, ?>) context.get("access_request");
    DenialBindingTokenService.BoundDenial bound =
        binding.read(ACME, (String) offer.get("binding_token")).orElseThrow();
    Map<String, Object> later = requestable.context(ACME, denied(question(), silent()));

    assertTrue(bound.isOf(context.get("evaluation_id")));
    assertFalse(bound.isOf(later.get("evaluation_id")));
    assertFalse(bound.isOf(null));
  }

  @Test
  void rejectsForeignOrTamperedBindingTokens() {
    String token = token();
    String[] parts = token.split("\\.");
    String other =
        keys.sign(
            ACME,
            org.lumoauth.api.key.SigningKeyService.SigningAlgorithm.ES256,
            Map.of("typ", "at+jwt"),
            """
            {"iss":"%s","aud":"%s"}"""
                .formatted(ACME.issuer(), AccessRequestUrls.of(ACME)));

    assertEquals(Optional.empty(), binding.read(GLOBEX, token));
    assertEquals(Optional.empty(), binding.read(ACME, other));
    assertEquals(Optional.empty(), binding.read(ACME, parts[0] + "." + parts[1] + ".AAAA"));
    assertEquals(Optional.empty(), binding.read(ACME, "no token"));
  }

  @Test
  void createsOneTaskPerDenial() {
    DenialBindingTokenService.BoundDenial bound = bound();

    assertTrue(make(bound, Optional.empty()).isPresent());
    assertEquals(Optional.empty(), make(bound, Optional.empty()));
  }

  @Test
  void acceptsADenialAgainAfterAFailedApprovalRequest() {
    DenialBindingTokenService.BoundDenial bound = bound();
    approvals.refusal =
        Optional.of(new ApiException(429, "too_many_pending_approvals", "Too many."));
    assertThrows(ApiException.class, () -> make(bound, Optional.empty()));
    approvals.refusal = Optional.empty();

    assertTrue(make(bound, Optional.empty()).isPresent());
    assertEquals(Optional.empty(), make(bound, Optional.empty()));
  }

  @Test
  void requestsApprovalOfExactlyTheDeniedAccess() {
    DenialBindingTokenService.BoundDenial bound = bound();
    make(bound, Optional.empty());

    assertEquals(ADA, approvals.asked().requester());
    assertEquals(List.of(caller.subject()), approvals.asked().chain());
    Map<String, Object> wanted = new HashMap<>(bound.decided());
    wanted.put("seconds", 3_600);
    assertTrue(DenialBindingTokenService.same(wanted, approvals.asked().parameters()));
  }

  /** Nobody approves what they ask for, by a token that they had made either. */
  @Test
  void treatsTheTokenCreatorAsARequester() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    agents.withTokenOf(caller.credentialId(), grace);
    make(bound(), Optional.empty());

    assertEquals(List.of(caller.subject(), grace), approvals.asked().chain());
  }

  @Test
  void requestsNoApprovalWhileTheTokenCreatorIsUnknown() {
    modules.withUnavailable(AgentRegistry.class, "agents", "agents-registry");

    var refusal = assertThrows(ApiException.class, () -> make(bound(), Optional.empty()));

    assertEquals("module_unavailable", refusal.code());
  }

  @Test
  void waitsForStartingRegistryToFindTokenCreator() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    agents.withTokenOf(caller.credentialId(), grace);
    modules.withRecoveringAfterAcquire(AgentRegistry.class, "agents", "agents-registry", agents);

    make(bound(), Optional.empty());

    assertEquals(List.of(caller.subject(), grace), approvals.asked().chain());
  }

  @Test
  void showsATaskOnlyToItsRequester() {
    AccessRequestTaskService.AccessRequestTask task =
        make(bound(), Optional.of("key")).orElseThrow();
    Caller other = aCaller().as(new SubjectRef(SubjectRef.AGENT, "agt_other")).build();

    assertTrue(tasks.find(ACME, caller, task.id()).isPresent());
    assertEquals(Optional.empty(), tasks.find(ACME, other, task.id()));
    assertEquals(Optional.empty(), tasks.find(GLOBEX, caller, task.id()));
    assertTrue(tasks.findByIdempotencyKey(ACME, caller, "key").isPresent());
    assertEquals(Optional.empty(), tasks.findByIdempotencyKey(ACME, other, "key"));
  }

  @Test
  void withdrawsOnlyOpenTasks() {
    AccessRequestTaskService.AccessRequestTask task = make(bound(), Optional.empty()).orElseThrow();
    assertTrue(tasks.cancel(ACME, task, BY));

    AccessRequestTaskService.AccessRequestTask after =
        tasks.find(ACME, caller, task.id()).orElseThrow();
    assertFalse(tasks.cancel(ACME, after, BY));
    assertTrue(tasks.view(ACME, after).toString().contains("status=cancelled"));
  }

  @Test
  void permitsOnlyTheApprovedAccess() {
    make(bound(), Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
    approvals.approve(Duration.ZERO, Optional.empty());

    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question().withAction("write")));
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question().on("document", "q4")));
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE,
        vote(question().about(new SubjectRef(SubjectRef.USER, "usr_grace"))));
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE,
        model.vote(ACME, question().build()).outcome());
    assertEquals(
        AuthorizationVote.VoteOutcome.NOT_APPLICABLE,
        model.vote(GLOBEX, withApproval(question())).outcome());
  }

  /** By a token that they had made since they would have what they approved. */
  @Test
  void permitsNothingWhileTheApproverHoldsATokenOfTheAgent() {
    var grace = new SubjectRef(SubjectRef.USER, "usr_grace");
    var robot = new SubjectRef(SubjectRef.AGENT, "agt_1");
    make(bound(), Optional.empty());
    approvals.approve(Duration.ZERO, Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question().actedBy(robot)));

    agents.withHolder(ACME, robot.id(), ADA);
    assertEquals(
        AuthorizationVote.VoteOutcome.PERMIT,
        vote(question().actedBy(robot)),
        "she approved nothing");
    agents.withHolder(ACME, robot.id(), grace);

    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question().actedBy(robot)));
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()), "the person herself");
    modules.withUnavailable(AgentRegistry.class, "agents", "agents-registry");
    assertThrows(ApiException.class, () -> vote(question().actedBy(robot)));
  }

  @Test
  void limitsAccessToTenantAndApproverDuration() {
    make(bound(), Optional.empty());
    approvals.approve(Duration.ofSeconds(3_500), Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));

    approvals.approve(Duration.ofSeconds(3_600), Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
    approvals.approve(Duration.ofSeconds(61), Optional.of(Duration.ofSeconds(60)));
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
  }

  @Test
  void limitsApprovedAccessToRequestedExpiry() {
    Instant until = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
    AccessRequestTaskService.AccessRequestTask task =
        make(bound(), Optional.empty(), Optional.of(until)).orElseThrow();

    assertEquals(until.toString(), approvals.asked().parameters().get("until"));
    int seconds = (int) approvals.asked().parameters().get("seconds");
    assertTrue(seconds > 60 && seconds <= 120, String.valueOf(seconds));

    approvals.approve(Duration.ZERO, Optional.empty());
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));
    Map<String, Object> view = tasks.view(ACME, tasks.find(ACME, caller, task.id()).orElseThrow());
    assertFalse(approvedUntil(view).isAfter(until), view.toString());
  }

  @Test
  void limitsAccessToRequestedExpiryDespiteLateApproval() {
    Instant until = Instant.now().plusSeconds(30);
    make(bound(), Optional.empty(), Optional.of(until));

    approvals.approve(Duration.ZERO, Optional.empty());

    assertFalse(model.expiresAt(ACME, approvals.find(ACME, "apr_1").orElseThrow()).isAfter(until));
  }

  @Test
  void capsRequestedExpiryAtTenantMaximum() {
    make(bound(), Optional.empty(), Optional.of(Instant.now().plusSeconds(1_000_000)));

    assertEquals(3_600, approvals.asked().parameters().get("seconds"));
  }

  @Test
  void rejectsRequestedExpiryNotInTheFuture() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    for (Object wrong :
        List.of("2026-11-28T06:00:00Z", "2026-11-28T05:00:00+01:00", "soon", 7, List.of())) {
      Map<String, Object> body = Map.of("requested_access", Map.of("requested_until", wrong));
      assertEquals(
          "invalid_request",
          assertThrows(
                  ApiException.class,
                  () -> AccessDurationCalculator.parseRequested(body, now),
                  wrong.toString())
              .code());
    }
    assertEquals(
        AccessDurationCalculator.RequestedAccessDuration.NOTHING,
        AccessDurationCalculator.parseRequested(Map.of("requested_access", Map.of()), now));
    assertEquals(
        Optional.of(Instant.parse("2026-11-28T06:10:00Z")),
        AccessDurationCalculator.parseRequested(
                Map.of("requested_access", Map.of("requested_until", "2026-11-28T07:10:00+01:00")),
                now)
            .until());
  }

  @Test
  void limitsApprovalToRequestedDuration() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    AccessDurationCalculator.RequestedAccessDuration tenMinutes =
        AccessDurationCalculator.parseRequested(duration("PT10M"), now);

    Map<String, Object> shown =
        AccessDurationCalculator.withRequestedDuration(
            Map.of(), Duration.ofHours(1), tenMinutes, now);

    assertEquals(Map.of("seconds", 600), shown);
    assertEquals(
        Map.of("seconds", 3_600),
        AccessDurationCalculator.withRequestedDuration(
            Map.of(),
            Duration.ofHours(1),
            AccessDurationCalculator.parseRequested(duration("P30D"), now),
            now));
    for (Object wrong : List.of("PT0S", "-PT1H", "P1M", "soon", 600, List.of())) {
      assertEquals(
          "invalid_request",
          assertThrows(
                  ApiException.class,
                  () -> AccessDurationCalculator.parseRequested(duration(wrong), now),
                  wrong.toString())
              .code());
    }
  }

  /** The profile has it refused where nobody says which of the two counts. */
  @Test
  void rejectsExpiryAndDurationTogether() {
    Instant now = Instant.parse("2026-11-28T06:00:00Z");
    Map<String, Object> both =
        Map.of("requested_until", "2026-11-28T07:00:00Z", "requested_duration", "PT1H");

    assertThrows(
        ApiException.class,
        () -> AccessDurationCalculator.parseRequested(Map.of("requested_access", both), now));
  }

  private static Map<String, Object> duration(Object wanted) {
    return Map.of("requested_access", Map.of("requested_duration", wanted));
  }

  private static Instant approvedUntil(Map<String, Object> view) {
    var result = (Map<?, ?>) view.get("result");
    return Instant.parse((String) ((Map<?, ?>) result.get("approval")).get("approved_until"));
  }

  @Test
  void deniesAccessIfApprovalWasDeniedOrFeatureDisabled() {
    make(bound(), Optional.empty());
    approvals.become(Approval.ApprovalState.DENIED, List.of());
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));

    approvals.approve(Duration.ZERO, Optional.empty());
    settings.change(ACME, "access-requests", Map.of("enabled", false));
    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
  }

  /** As one is answered whose approver may approve it no more. */
  @Test
  void deniesAccessAfterApprovalIsWithdrawn() {
    make(bound(), Optional.empty());
    approvals.approve(Duration.ZERO, Optional.empty());
    var given = approvals.find(ACME, "apr_1").orElseThrow().answers();
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, vote(question()));

    approvals.become(Approval.ApprovalState.WITHDRAWN, given);

    assertEquals(AuthorizationVote.VoteOutcome.NOT_APPLICABLE, vote(question()));
  }

  private Optional<AccessRequestTaskService.AccessRequestTask> make(
      DenialBindingTokenService.BoundDenial bound, Optional<String> key) {
    return make(bound, key, Optional.empty());
  }

  private Optional<AccessRequestTaskService.AccessRequestTask> make(
      DenialBindingTokenService.BoundDenial bound, Optional<String> key, Optional<Instant> until) {
    var wish =
        new AccessRequestTaskService.AccessJustification(
            "To read it",
            new AccessDurationCalculator.RequestedAccessDuration(until, Optional.empty()));
    return tasks.create(ACME, caller, bound, Map.of("a", 1), wish, key, BY);
  }

  private AuthorizationVote.VoteOutcome vote(DecisionRequestBuilder question) {
    return model.vote(ACME, withApproval(question)).outcome();
  }

  private static DecisionRequest withApproval(DecisionRequestBuilder question) {
    return question.withContext("approval", Map.of("id", "apr_1")).build();
  }

  private DenialBindingTokenService.BoundDenial bound() {
    return binding.read(ACME, token()).orElseThrow();
  }

  private String token() {
    var offered =
        (Map<?, ?>) requestable.context(ACME, denied(question(), silent())).get("access_request");
    return (String) offered.get("binding_token");
  }

  private static DecisionRequestBuilder question() {
    return aQuestion().about(ADA).withAction("read").on("document", "q3");
  }

  private DeniedEvaluation denied(DecisionRequestBuilder question, AuthorizationVote... votes) {
    return denied(
        question, List.of(votes).stream().map(vote -> new ModelVote("m", ADA, vote)).toList());
  }

  private DeniedEvaluation denied(DecisionRequestBuilder question, List<ModelVote> votes) {
    var decision =
        new Decision(false, reason("nothing_permits"), Optional.empty(), votes, Duration.ZERO);
    return new DeniedEvaluation(
        caller, SENT_SUBJECT, SENT_RESOURCE, SENT_ACTION, question.build(), decision);
  }

  private static AuthorizationVote silent() {
    return AuthorizationVote.notApplicable(reason("no_role"), Optional.empty());
  }

  private static DecisionReason reason(String code) {
    return DecisionReason.of(code, "No.", Map.of());
  }
}
