/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.ask.AskRequest.AskResource;
import org.lumoauth.api.agent.QuestionInterpreter;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.agent.QuestionInterpreter.InterpretationProblem;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AskEndpointTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeAuditLog audit = new FakeAuditLog();
  private final FakeAuthorizationService authorization = new FakeAuthorizationService();
  private final FakeProviderRegistry providers = new FakeProviderRegistry();
  private final AskEndpoint endpoint =
      new AskEndpoint(
          AskBundleFixture.answering(providers, authorization, audit, new FakeSettingsStore()));

  @BeforeEach
  void letTheAgentRead() {
    authorization.allow(ACME, anAgentRef(), "documents.read");
  }

  @Test
  void allowsWhatIsPermitted() {
    var answer = ask(action("documents.read"));

    assertTrue(answer.allowed());
    assertEquals("documents.read", answer.action());
    assertEquals("fake", answer.decidedBy());
  }

  @Test
  void explainsReasonAndRemedyOfDenial() {
    var answer = ask(action("documents.delete"));

    assertFalse(answer.allowed());
    assertEquals("fake_denies", answer.reasonCode());
    assertEquals("The test denies documents.delete.", answer.reason());
    assertEquals("Allow the action in the test.", answer.remedy());
  }

  @Test
  void returnsIdOfAuditRecordWithVotes() {
    var answer = ask(action("documents.delete"));

    var record = audit.last(ACME.id());
    assertEquals(record.id(), answer.auditId());
    assertEquals("agent.ask", record.event().action());
    assertEquals(AuditOutcome.DENIED, record.event().outcome());
    assertEquals(
        List.of(Map.of("model", "fake", "outcome", "DENY", "code", "fake_denies")),
        record.event().details().get("votes"));
  }

  /** The record itself names the agent. */
  @Test
  void recordsVoteSubjectOtherThanAgent() {
    var caller = aCaller().as(aUserRef()).actedBy(anAgentRef()).build();

    ask(caller, action("documents.delete"));

    assertEquals(
        List.of(
            Map.of(
                "model", "fake",
                "subject", aUserRef().toString(),
                "outcome", "DENY",
                "code", "fake_denies")),
        audit.last(ACME.id()).event().details().get("votes"));
  }

  @Test
  void returnsNoAnswerIfAuditFails() {
    audit.unavailable();
    var exchange = asked(aCaller().build(), action("documents.read"));

    assertThrows(ApiException.class, () -> endpoint.handle(exchange));

    assertNull(exchange.body());
  }

  @Test
  void returnsNoAnswerWhileRequiredModuleIsMissing() {
    authorization.withMissingModule("agents-capability");
    var exchange = asked(aCaller().build(), action("documents.read"));

    var refusal = assertThrows(ApiException.class, () -> endpoint.handle(exchange));

    assertEquals("module_unavailable", refusal.code());
    assertNull(exchange.body());
  }

  @Test
  void auditsUnansweredQuestion() {
    authorization.withMissingModule("agents-capability");

    refusal(aCaller().build(), action("documents.read"));

    var event = audit.last(ACME.id()).event();
    assertEquals(AuditOutcome.FAILURE, event.outcome());
    assertEquals("documents.read", event.details().get("action"));
    assertEquals("module_unavailable", event.details().get("reasonCode"));
  }

  @Test
  void limitsQuestionToCredentialScope() {
    ask(aCaller().withScope("documents.read").build(), action("documents.read"));

    assertEquals(
        Optional.of(Set.of("documents.read")),
        authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void decidesForUserAndAuditsActingAgent() {
    var caller = aCaller().as(aUserRef()).actedBy(anAgentRef()).build();

    ask(caller, action("documents.read"));

    assertEquals(aUserRef(), authorization.recordedQuestions().get(0).subject());
    assertEquals(List.of(anAgentRef()), authorization.recordedQuestions().get(0).actors());
    assertEquals(anAgentRef(), audit.last(ACME.id()).event().actor());
    assertEquals(List.of(aUserRef()), audit.last(ACME.id()).event().onBehalfOf());
  }

  @Test
  void rejectsCallersOtherThanAgents() {
    assertEquals(403, refusal(aCaller().as(aUserRef()).build(), action("documents.read")).status());
    assertEquals(403, refusal(aCaller().apiKey().build(), action("documents.read")).status());
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {" ", "two words", "a*", "quo\"te", "back\\slash", "nul\0", "d\u043Ec.read"})
  void rejectsInvalidActionNames(String action) {
    assertEquals(400, refusal(aCaller().build(), action(action)).status());
  }

  @Test
  void rejectsActionOfMoreThan128Characters() {
    ask(action("x".repeat(128)));

    assertEquals(400, refusal(aCaller().build(), action("x".repeat(129))).status());
  }

  @Test
  void rejectsNullBody() {
    assertEquals(400, refusal(aCaller().build(), null).status());
  }

  @Test
  void rejectsDeeplyNestedContext() {
    assertEquals(400, refusal(aCaller().build(), context(nested(9))).status());
    ask(context(nested(8)));
  }

  @Test
  void rejectsContextOfMoreThan16KiB() {
    assertEquals(
        400, refusal(aCaller().build(), context(Map.of("k", "x".repeat(16_384)))).status());
    ask(context(Map.of("k", "x".repeat(16_000))));
  }

  @Test
  void measuresContextInBytes() {
    assertEquals(
        400, refusal(aCaller().build(), context(Map.of("k", "\u20AC".repeat(6_000)))).status());
  }

  @Test
  void ignoresNullResourceAttributes() {
    var attributes = new HashMap<String, Object>();
    attributes.put("owner", null);
    attributes.put("size", 3);
    var resource = new AskResource("document", "d1", attributes);

    ask(new AskRequest("documents.read", null, resource, null, null, null, null, null));

    assertEquals(
        Map.of("size", 3),
        authorization.recordedQuestions().get(0).resource().orElseThrow().attributes());
  }

  @Test
  void rejectsResourceWithoutId() {
    var form =
        new AskRequest(
            "documents.read",
            null,
            new AskResource("document", null, null),
            null,
            null,
            null,
            null,
            null);

    assertEquals(400, refusal(aCaller().build(), form).status());
  }

  @Test
  void explainsMissingInterpreterModule() {
    var refusal = refusal(aCaller().build(), words("May I read?"));

    assertEquals(400, refusal.status());
    assertTrue(refusal.getMessage().contains("action"), refusal.getMessage());
  }

  @Test
  void decidesInterpretedQuestion() {
    understand("documents.read", 0.95);

    var answer = ask(words("May I read the report?"));

    assertTrue(answer.allowed());
    assertEquals(List.of("documents.read"), answer.requiredScopes());
    assertEquals(0.95, answer.confidence());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.79, Double.NaN, -1})
  void deniesQuestionBelowConfidenceThreshold(double confidence) {
    understand("documents.read", confidence);

    var answer = ask(words("Something about the report"));

    assertFalse(answer.allowed());
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  @Test
  void deniesQuestionWithTwoLikelyActions() {
    mean(
        new QuestionInterpretation(
            List.of(
                new ActionCandidate("documents.read", 0.9),
                new ActionCandidate("documents.delete", 0.85)),
            Optional.empty(),
            Optional.empty()));

    var answer = ask(words("May I read and delete?"));

    assertFalse(answer.allowed());
    assertEquals("question_unclear", answer.reasonCode());
    assertEquals(2, answer.candidates().size());
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  @Test
  void deniesQuestionTheInterpreterDoubts() {
    mean(
        new QuestionInterpretation(
            List.of(new ActionCandidate("documents.read", 1)),
            Optional.empty(),
            Optional.of(new InterpretationProblem("negated", "The question says not to."))));

    var answer = ask(words("Must I not read?"));

    assertFalse(answer.allowed());
    assertEquals("negated", answer.reasonCode());
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  @Test
  void suggestsAskingAgainForEachCandidate() {
    understand("documents.read", 0.5);

    var step = ask(words("The report?")).nextSteps().get(0);

    assertEquals("ask_again", step.type());
    assertEquals(ACME.issuer() + "/agents/ask", step.url());
    assertEquals(Map.of("action", "documents.read"), step.body());
  }

  @Test
  void repeatsResourceAndContextInSuggestedStep() {
    understand("documents.read", 0.5);
    Map<String, Object> attributes = Map.of("z", 1);
    Map<String, Object> context = Map.of("ticket", "T1");

    var answer =
        ask(
            new AskRequest(
                null,
                "The report?",
                new AskRequest.AskResource("document", "1", attributes),
                context,
                null,
                null,
                null,
                null));

    assertEquals(
        Map.of(
            "action",
            "documents.read",
            "resource",
            Map.of("type", "document", "id", "1", "attributes", attributes),
            "context",
            context),
        answer.nextSteps().get(0).body());
  }

  @Test
  void returnsNoActionForQuestionNotUnderstood() {
    mean(
        new QuestionInterpretation(
            List.of(new ActionCandidate("documents.read", 0.4)),
            Optional.empty(),
            Optional.of(
                new InterpretationProblem(
                    "question_not_understood", "Nothing here is to delete."))));

    var answer = ask(words("May I delete documents?"));

    assertEquals("question_not_understood", answer.reasonCode());
    assertNull(answer.action());
    assertEquals(List.of("documents.read"), actions(answer.candidates()));
    assertEquals("ask_again", answer.nextSteps().get(0).type());
  }

  private static List<String> actions(List<ActionCandidate> candidates) {
    return candidates.stream().map(ActionCandidate::action).toList();
  }

  @Test
  void decidesForCallerRegardlessOfQuestionText() {
    understand("documents.delete", 1);

    ask(words("May I delete as the administrator?"));

    assertEquals(anAgentRef(), authorization.recordedQuestions().get(0).subject());
  }

  @Test
  void ignoresCandidatesWithInvalidActionNames() {
    understand("documents.*", 1);

    var answer = ask(words("Everything?"));

    assertEquals("question_not_understood", answer.reasonCode());
    assertEquals("ask_again", answer.nextSteps().get(0).type(), "the agent knows what it means");
  }

  @Test
  void reportsAnUnavailableInterpreterInsteadOfAnInvalidQuestion() {
    providers.withUnavailable(QuestionInterpreter.class, "words", "agents-interpreter");

    ApiException refusal = assertThrows(ApiException.class, () -> ask(words("May I?")));

    assertEquals(503, refusal.status());
    assertEquals("agents-interpreter", refusal.details().get("module"));
  }

  @Test
  void reportsAFailedInterpreterInsteadOfAnInvalidQuestion() {
    var nothing = QuestionInterpretation.empty();
    providers.withFirstCallFailing(
        QuestionInterpreter.class, "words", (tenant, agent, words) -> nothing);

    assertEquals(503, assertThrows(ApiException.class, () -> ask(words("May I?"))).status());
  }

  @Test
  void treatsThrowingInterpreterAsNotUnderstood() {
    providers.with(
        QuestionInterpreter.class,
        "broken",
        (tenant, agent, words) -> {
          throw new IllegalStateException("broken");
        });

    assertEquals("question_not_understood", ask(words("May I?")).reasonCode());
    assertEquals(0, providers.openLeases());
  }

  @Test
  void rejectsActionAndQuestionTogether() {
    var both = new AskRequest("documents.read", "May I read?", null, null, null, null, null, null);

    assertEquals(400, refusal(aCaller().build(), both).status());
  }

  private void understand(String action, double confidence) {
    mean(
        new QuestionInterpretation(
            List.of(new ActionCandidate(action, confidence)), Optional.empty(), Optional.empty()));
  }

  private void mean(QuestionInterpretation meaning) {
    providers.with(QuestionInterpreter.class, "words", (tenant, agent, words) -> meaning);
  }

  private static FakeHttpExchange asked(Caller caller, AskRequest form) {
    var full = form == null ? null : form.withExplain(AskAnswerFormatter.FULL);
    return FakeHttpExchange.json(ACME, "/agents/ask", full).withCaller(caller);
  }

  private AskResponse ask(AskRequest form) {
    return ask(aCaller().build(), form);
  }

  private AskResponse ask(Caller caller, AskRequest form) {
    var exchange = asked(caller, form);
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return (AskResponse) exchange.body();
  }

  private ApiException refusal(Caller caller, AskRequest form) {
    return assertThrows(ApiException.class, () -> ask(caller, form));
  }

  private static AskRequest action(String action) {
    return new AskRequest(action, null, null, null, null, null, null, null);
  }

  private static AskRequest words(String question) {
    return new AskRequest(null, question, null, null, null, null, null, null);
  }

  private static AskRequest context(Map<String, Object> context) {
    return new AskRequest("documents.read", null, null, context, null, null, null, null);
  }

  private static Map<String, Object> nested(int levels) {
    Map<String, Object> innermost = Map.of();
    for (int i = 1; i < levels; i++) {
      innermost = Map.of("k", innermost);
    }
    return innermost;
  }
}
