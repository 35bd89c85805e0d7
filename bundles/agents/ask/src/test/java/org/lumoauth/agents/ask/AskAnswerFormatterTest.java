/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.agents.ask.tool.ToolQuery;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.web.ApiException;

/** The size and the members of response bodies. */
class AskAnswerFormatterTest {

  private static final String LONGEST_TOOL = "t".repeat(128);

  private final ObjectMapper json = new ObjectMapper();
  private final AskAnswerFormatter small = AskAnswerFormatter.of(null);
  private final AskAnswerFormatter full = AskAnswerFormatter.of("full");

  @Test
  void omitsExplanationByDefault() {
    var body = tree(small.single(denial("search", step("Ask a person."))));

    assertEquals(
        List.of(
            "allowed",
            "tool",
            "action",
            "mapped_by",
            "context",
            "reason",
            "reason_code",
            "next_steps",
            "audit_id",
            "valid_for"),
        members(body));
  }

  @Test
  void keepsExplanationOnRequest() {
    var body = tree(full.single(denial("search", step("Ask a person."))));

    assertEquals("outside_capabilities", body.path("explanation").path("code").asText());
    assertEquals("agents-capability", body.path("decided_by").asText());
  }

  @Test
  void rejectsOtherValuesOfExplain() {
    for (String value : List.of("", "true", "FULL", "full ")) {
      assertEquals(
          400, assertThrows(ApiException.class, () -> AskAnswerFormatter.of(value)).status());
    }
  }

  @Test
  void listsToolWithNameAndDecisionAlone() {
    var body = tree(small.tools(List.of(permission("search"))));

    assertEquals(List.of("tool", "allowed"), members(body.path("results").get(0)));
    assertEquals("[\"search\"]", body.path("allowed_tools").toString());
  }

  @Test
  void listsDenialWithReasonCodeAndBestStep() {
    var answer = denial("search", step("Ask a person."), step("Ask again."));

    var entry = tree(small.tools(List.of(answer))).path("results").get(0);

    assertEquals(List.of("tool", "allowed", "reason_code", "next_step"), members(entry));
    assertEquals("Ask a person.", entry.path("next_step").path("description").asText());
  }

  @Test
  void omitsDescriptionOfStepFromLargeEntry() {
    var answer = denial(LONGEST_TOOL, step("é".repeat(150)));

    var entry = tree(small.batch(List.of(answer))).path("results").get(0);

    assertEquals("{\"type\":\"request_permission\"}", entry.path("next_step").toString());
    assertTrue(size(entry) <= 300, () -> "size " + size(entry));
  }

  @Test
  void listsActionsUnlessUndecided() {
    var decided = AccessQuestion.action(aCaller().build(), "a.b", Optional.empty(), Map.of());
    var undecided =
        new AccessQuestion(
            aCaller().build(),
            Optional.of("a.b"),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new AccessQuestion.AccessQuestionRefusal("question_unclear", "?", "?")));

    var results =
        tree(small.batch(List.of(answer(decided, true), answer(undecided, false)))).path("results");

    assertEquals("{\"action\":\"a.b\",\"allowed\":true}", results.get(0).toString());
    assertTrue(results.get(1).path("action").isMissingNode(), results::toString);
  }

  @Test
  void shortensStepsThatDoNotFitToTheirType() {
    var long300 = step("x".repeat(300));
    var answer = denial("search", long300, long300, long300);

    var steps = small.single(answer).nextSteps();

    assertEquals(List.of(long300, long300.typeAlone()), steps);
    assertEquals("{\"type\":\"request_permission\"}", tree(steps.get(1)).toString());
    assertEquals(3, full.single(answer).nextSteps().size());
  }

  @Test
  void keepsStepsThatFit() {
    var answer = denial("search", step("A."), step("B."));

    assertEquals(answer.nextSteps(), small.single(answer).nextSteps());
  }

  @Test
  void answersFortyToolsInTwelveKilobytes() {
    var answers = Collections.nCopies(40, denial("create_pull_request", step("x".repeat(400))));

    assertTrue(size(tree(small.tools(answers))) < 12_000);
  }

  private static AskRemediation step(String description) {
    return new AskRemediation(
        "request_permission", description, "POST", "https://a.example/jit", Map.of());
  }

  private static AskResponse permission(String tool) {
    return answer(about(tool), true);
  }

  private static AskResponse denial(String tool, AskRemediation... steps) {
    return answer(about(tool), false, steps);
  }

  private static AccessQuestion about(String tool) {
    return new AccessQuestion(
        aCaller().build(),
        Optional.of(tool),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.of(new ToolQuery(tool, "name", Optional.empty())),
        Optional.empty());
  }

  private static AskResponse answer(
      AccessQuestion question, boolean permitted, AskRemediation... steps) {
    var code = permitted ? "within_capabilities" : "outside_capabilities";
    var decision =
        new Decision(
            permitted,
            DecisionReason.of(code, "Because.", Map.of()),
            permitted ? Optional.empty() : Optional.of("Ask a person."),
            List.of(),
            Duration.ZERO);
    var decided = new AskDecisionResult(question, decision, "agents-capability", List.of());
    var listed = steps.length == 0 ? List.of(step("Ask a person.")) : List.of(steps);
    return AskResponse.of(decided, "aud_1", permitted ? null : listed);
  }

  private static List<String> members(JsonNode body) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static int size(JsonNode body) {
    return body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private JsonNode tree(Object body) {
    return json.valueToTree(body);
  }
}
