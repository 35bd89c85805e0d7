/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Access requests from the denial to the approved access. */
class AccessRequestFlowTest extends AccessRequestTestBase {
  private static final TenantContext GLOBEX = aTenant("globex").build();

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
}
