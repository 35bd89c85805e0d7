/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.agent.AgentRegistry;
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
import org.lumoauth.testkit.builder.DecisionRequestBuilder;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;

/** Denials, requests of access and their approvals. */
abstract class AccessRequestTestBase {

  static final TenantContext ACME = aTenant().build();
  static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  static final Map<String, Object> SENT_SUBJECT = Map.of("type", "user", "id", "usr_ada");
  static final Map<String, Object> SENT_RESOURCE = Map.of("type", "document", "id", "q3");
  static final Map<String, Object> SENT_ACTION = Map.of("name", "read");
  static final AuditInitiator BY = AuditInitiator.server("test");

  final FakeSettingsStore settings =
      new FakeSettingsStore().with("access-requests", new AccessRequestSettings());
  final FakeSigningKeyService keys = new FakeSigningKeyService();
  final DenialBindingTokenService binding = new DenialBindingTokenService(keys);
  final RequestableDenialExtension requestable =
      new RequestableDenialExtension(binding, new FakeIdGenerator(), settings);
  final SingleApprovalService approvals = new SingleApprovalService(ACME);
  final FakeAgentRegistry agents = new FakeAgentRegistry();
  final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  final AccessRequestTaskService tasks =
      new AccessRequestTaskService(
          approvals,
          new FakeShortLivedRecordStore(Instant::now),
          new FakeSecretProtectionService(),
          settings,
          new AgentTokenHolderResolver(modules));
  final ApprovedAccessAuthorizationModel model =
      new ApprovedAccessAuthorizationModel(
          approvals, settings, new AgentTokenHolderResolver(modules));
  final Caller caller = aCaller().build();

  @BeforeEach
  void letItBeAskedFor() {
    settings.change(ACME, "access-requests", Map.of("enabled", true));
  }

  Optional<AccessRequestTaskService.AccessRequestTask> make(
      DenialBindingTokenService.BoundDenial bound, Optional<String> key) {
    return make(bound, key, Optional.empty());
  }

  Optional<AccessRequestTaskService.AccessRequestTask> make(
      DenialBindingTokenService.BoundDenial bound, Optional<String> key, Optional<Instant> until) {
    var wish =
        new AccessRequestTaskService.AccessJustification(
            "To read it",
            new AccessDurationCalculator.RequestedAccessDuration(until, Optional.empty()));
    return tasks.create(ACME, caller, bound, Map.of("a", 1), wish, key, BY);
  }

  AuthorizationVote.VoteOutcome vote(DecisionRequestBuilder question) {
    return model.vote(ACME, withApproval(question)).outcome();
  }

  static DecisionRequest withApproval(DecisionRequestBuilder question) {
    return question.withContext("approval", Map.of("id", "apr_1")).build();
  }

  DenialBindingTokenService.BoundDenial bound() {
    return binding.read(ACME, token()).orElseThrow();
  }

  String token() {
    var offered =
        (Map<?, ?>) requestable.context(ACME, denied(question(), silent())).get("access_request");
    return (String) offered.get("binding_token");
  }

  static DecisionRequestBuilder question() {
    return aQuestion().about(ADA).withAction("read").on("document", "q3");
  }

  DeniedEvaluation denied(DecisionRequestBuilder question, AuthorizationVote... votes) {
    return denied(
        question, List.of(votes).stream().map(vote -> new ModelVote("m", ADA, vote)).toList());
  }

  DeniedEvaluation denied(DecisionRequestBuilder question, List<ModelVote> votes) {
    var decision =
        new Decision(false, reason("nothing_permits"), Optional.empty(), votes, Duration.ZERO);
    return new DeniedEvaluation(
        caller, SENT_SUBJECT, SENT_RESOURCE, SENT_ACTION, question.build(), decision);
  }

  static AuthorizationVote silent() {
    return AuthorizationVote.notApplicable(reason("no_role"), Optional.empty());
  }

  static DecisionReason reason(String code) {
    return DecisionReason.of(code, "No.", Map.of());
  }
}
