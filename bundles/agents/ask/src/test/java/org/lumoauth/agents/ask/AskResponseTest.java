/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;
import org.lumoauth.api.agent.QuestionInterpreter.QuestionInterpretation;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;

/** The members of the response body. */
class AskResponseTest {

  private static final Resource DOCUMENT = new Resource("document", "1", Map.of());

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void omitsDenialMembersIfAllowed() {
    var question =
        AccessQuestion.action(aCaller().build(), "documents.read", Optional.empty(), Map.of());

    assertEquals(
        List.of(
            "allowed",
            "action",
            "context",
            "reason",
            "reason_code",
            "explanation",
            "required_capabilities",
            "audit_id",
            "decided_by",
            "valid_for"),
        members(AskResponse.of(AskDecisionResult.of(question, decision(true)), "aud_1", null)));
  }

  @Test
  void includesRemedyAndNextStepsOfDenial() {
    var question =
        AccessQuestion.action(
            aCaller().build(), "documents.read", Optional.of(DOCUMENT), Map.of("ticket", "T1"));

    var response = AskResponse.of(AskDecisionResult.of(question, decision(false)), "a", List.of());

    assertEquals(
        List.of(
            "allowed",
            "action",
            "resource",
            "context",
            "reason",
            "reason_code",
            "remedy",
            "explanation",
            "required_capabilities",
            "next_steps",
            "audit_id",
            "decided_by",
            "valid_for"),
        members(response));
    assertEquals("No.", response.reason());
    assertEquals("Ask a person.", response.remedy());
  }

  @Test
  void describesInterpretationOfQuestion() {
    var clear = interpreted(0.9);
    var vague = interpreted(0.4);

    assertEquals(List.of("documents.read"), clear.requiredScopes());
    assertEquals(null, clear.candidates());
    assertEquals(0.9, tree(clear).get("confidence").asDouble());
    assertEquals(null, vague.requiredScopes());
    assertEquals(1, tree(vague).get("candidates").size());
    assertEquals(List.of(), vague.requiredCapabilities());
  }

  private static AskResponse interpreted(double confidence) {
    var words =
        new InterpretedQuestion(
            "May I read?",
            new QuestionInterpretation(
                List.of(new ActionCandidate("documents.read", confidence)),
                Optional.empty(),
                Optional.empty()));
    var question =
        new AccessQuestion(
            aCaller().build(),
            words.action(),
            Optional.empty(),
            Map.of(),
            Optional.of(words),
            Optional.empty(),
            words.refusal());
    return AskResponse.of(AskDecisionResult.of(question, decision(false)), "a", List.of());
  }

  private static Decision decision(boolean permitted) {
    return new Decision(
        permitted,
        DecisionReason.of("rule", permitted ? "Yes." : "No.", Map.of()),
        permitted ? Optional.empty() : Optional.of("Ask a person."),
        List.of(),
        Duration.ofSeconds(5));
  }

  private List<String> members(AskResponse response) {
    List<String> names = new ArrayList<>();
    tree(response).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode tree(AskResponse response) {
    return json.valueToTree(response);
  }
}
