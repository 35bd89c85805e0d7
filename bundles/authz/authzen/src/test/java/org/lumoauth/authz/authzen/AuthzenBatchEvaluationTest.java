/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

/** Several evaluations in one request. */
class AuthzenBatchEvaluationTest extends AuthzenEndpointTestBase {
  @Test
  void answersInOrderWithDefaults() throws IOException {
    assertEquals(List.of(true, false, true), decisions(several(null, "read", "write", "read")));
  }

  @Test
  void stopsAtFirstDenialIfRequested() throws IOException {
    assertEquals(
        List.of(true, false), decisions(several("deny_on_first_deny", "read", "write", "read")));
  }

  @Test
  void stopsAtFirstPermitIfRequested() throws IOException {
    assertEquals(
        List.of(false, true),
        decisions(several("permit_on_first_permit", "write", "read", "read")));
  }

  @Test
  void returnsDenialForInvalidEvaluation() throws IOException {
    var body = several("deny_on_first_deny", "read");
    body.put("evaluations", List.of(Map.of("resource", Map.of("type", "document")), Map.of()));

    var answers = evaluations(body);

    assertEquals(1, answers.size());
    assertFalse(answers.get(0).decision());
    assertEquals(
        Map.of("status", 400, "message", "`resource.id` is required."),
        answers.get(0).context().get("error"));
  }

  @Test
  void rejectsNullInsteadOfApplyingDefault() throws IOException {
    for (var member : List.of("subject", "action", "resource")) {
      var body = several(null, "read");
      body.put("evaluations", List.of(Collections.singletonMap(member, null)));

      var answers = evaluations(body);

      assertFalse(answers.get(0).decision(), member);
      assertEquals(
          Map.of("status", 400, "message", "`" + member + "` must be an object."),
          answers.get(0).context().get("error"));
    }
  }

  @Test
  void deniesEvaluationOfOtherSubjectWithoutPermission() throws IOException {
    var body = question(PEP.subject(), "read");
    body.put(
        "evaluations",
        List.of(Map.of("subject", Map.of("type", "user", "id", "usr_alice")), Map.of()));
    var exchange = exchange(body);

    handle(new AccessEvaluationsEndpoint(desk), exchange);

    var answers = ((EvaluationResponse.EvaluationsResponse) exchange.body()).evaluations();
    assertTrue(answers.get(0).context().get("error").toString().contains("403"));
    assertEquals(2, answers.size());
  }

  @Test
  void answersSingleEvaluationWithoutBatch() throws IOException {
    var exchange = exchange(question(ALICE, "read")).withPermissions("authz.check");

    handle(new AccessEvaluationsEndpoint(desk), exchange);

    assertEquals(new EvaluationResponse(true, null), exchange.body());
  }

  @Test
  void rejectsUnknownSemanticAndOversizedBatch() {
    var many = several(null, Collections.nCopies(101, "read").toArray(String[]::new));

    for (var body : List.of(several("first_wins", "read"), many)) {
      assertEquals(400, assertThrows(ApiException.class, () -> evaluations(body)).status());
    }
  }

  @Test
  void reportsEvaluationsNotDecidedInTime() throws IOException {
    var body = question(ALICE, "read");
    body.put("evaluations", List.of(Map.of(), Map.of()));
    var exchange = exchange(body);

    new AccessEvaluationsEndpoint(desk, Duration.ofNanos(-1)).handle(exchange);

    for (EvaluationResponse answer :
        ((EvaluationResponse.EvaluationsResponse) exchange.body()).evaluations()) {
      assertFalse(answer.decision());
      assertEquals(503, ((Map<?, ?>) answer.context().get("error")).get("status"));
    }
    assertEquals(List.of(), authorization.recordedQuestions());
  }

  private static Map<String, Object> several(String semantic, String... actions) {
    var body = question(ALICE, "read");
    body.put(
        "evaluations",
        List.of(actions).stream().map(name -> Map.of("action", Map.of("name", name))).toList());
    if (semantic != null) {
      body.put("options", Map.of("evaluations_semantic", semantic));
    }
    return body;
  }

  private List<EvaluationResponse> evaluations(Map<String, Object> body) throws IOException {
    var exchange = exchange(body).withPermissions("authz.check");
    handle(new AccessEvaluationsEndpoint(desk), exchange);
    return ((EvaluationResponse.EvaluationsResponse) exchange.body()).evaluations();
  }

  private List<Boolean> decisions(Map<String, Object> body) throws IOException {
    return evaluations(body).stream().map(EvaluationResponse::decision).toList();
  }
}
