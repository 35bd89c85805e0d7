/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

class AuthzenSingleEvaluationTest extends AuthzenEndpointTestBase {
  @Test
  void prefixesActionWithResourceType() throws IOException {
    assertTrue(evaluate(question(ALICE, "read")).decision());

    var asked = authorization.recordedQuestions().get(0);
    assertEquals("document.read", asked.action());
    assertEquals("7", asked.resource().orElseThrow().id());
    assertEquals(Optional.empty(), asked.credentialScope());
  }

  @Test
  void usesDottedActionNameUnchanged() throws IOException {
    evaluate(question(ALICE, "files.read"));

    assertEquals("files.read", authorization.recordedQuestions().get(0).action());
  }

  @Test
  void passesPropertiesAndContext() throws IOException {
    var body = question(ALICE, "read");
    body.put("resource", Map.of("type", "document", "id", "7", "properties", Map.of("a", 1)));
    body.put("subject", Map.of("type", "user", "id", "usr_alice", "properties", Map.of("b", 2)));
    body.put("action", Map.of("name", "read", "properties", Map.of("c", 3)));
    body.put("context", Map.of("d", 4));

    evaluate(body);

    var asked = authorization.recordedQuestions().get(0);
    assertEquals(Map.of("a", 1), asked.resource().orElseThrow().attributes());
    assertEquals(
        Map.of("d", 4, "subject_properties", Map.of("b", 2), "action_properties", Map.of("c", 3)),
        asked.context());
  }

  @Test
  void ignoresUnknownMembers() throws IOException {
    var body = question(ALICE, "read");
    body.put("extension", List.of(1));

    assertTrue(evaluate(body).decision());
  }

  @Test
  void resolvesUserByEmail() throws IOException {
    var user =
        users.create(
            ACME, new NewUser("carol@example.com", Optional.empty(), Optional.empty(), false));
    var carol = new SubjectRef(SubjectRef.USER, user.id());
    subjects.with(ACME, carol);
    authorization.allow(ACME, carol, "document.read");

    assertTrue(evaluate(question(new SubjectRef("user", "carol@example.com"), "read")).decision());
  }

  @Test
  void deniesUnknownOrDisabledSubject() throws IOException {
    subjects.disabled(ACME, ALICE);

    assertFalse(evaluate(question(ALICE, "read")).decision());
    assertFalse(evaluate(question(new SubjectRef("user", "usr_nobody"), "read")).decision());
  }

  @Test
  void leavesExternalSubjectsToModels() throws IOException {
    var device = new SubjectRef("device", "d1");
    authorization.allow(ACME, device, "document.read");

    assertTrue(evaluate(question(device, "read")).decision());
  }

  @Test
  void explainsDenialOnlyWithPolicyPermission() throws IOException {
    var exchange = exchange(question(BOB, "read")).withPermissions("authz.check");
    handle(new AccessEvaluationEndpoint(desk), exchange);
    assertNull(((EvaluationResponse) exchange.body()).context());

    exchange = exchange(question(BOB, "read")).withPermissions("authz.check", "policies.view");
    handle(new AccessEvaluationEndpoint(desk), exchange);
    var context = ((EvaluationResponse) exchange.body()).context();
    assertEquals("fake_denies", context.get("id"));
    assertEquals(
        Map.of("en", "The test denies document.read. Allow the action in the test."),
        context.get("reason_admin"));
  }

  @Test
  void returnsNoContextForPermit() throws IOException {
    var exchange =
        exchange(question(ALICE, "read")).withPermissions("authz.check", "policies.view");

    handle(new AccessEvaluationEndpoint(desk), exchange);

    assertNull(((EvaluationResponse) exchange.body()).context());
  }

  @Test
  void rejectsOtherSubjectWithoutPermission() {
    var problem =
        assertThrows(
            ApiException.class,
            () -> handle(new AccessEvaluationEndpoint(desk), exchange(question(ALICE, "read"))));

    assertEquals(403, problem.status());
    assertEquals("insufficient_permissions", problem.code());
  }

  @Test
  void limitsOwnEvaluationToCredentialScope() throws IOException {
    var exchange = exchange(question(PEP.subject(), "read"));

    handle(new AccessEvaluationEndpoint(desk), exchange);

    assertEquals(
        Optional.of(Set.of("authz:check")),
        authorization.recordedQuestions().get(0).credentialScope());
  }

  @Test
  void rejectsIncompleteOrMalformedEvaluation() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(),
            without("subject"),
            without("action"),
            without("resource"),
            with("subject", "usr_alice"),
            with("subject", Map.of("id", "usr_alice")),
            with("subject", Map.of("type", "user")),
            with("subject", Map.of("type", "user", "id", 7)),
            with("subject", Map.of("type", "user", "id", "")),
            with("subject", Map.of("type", "user", "id", "x".repeat(513))),
            with("action", Map.of()),
            with("action", Map.of("name", List.of("read"))),
            with("resource", Map.of("type", "document")),
            with("resource", List.of()),
            with("context", "now"))) {
      var problem = assertThrows(ApiException.class, () -> evaluate(wrong), wrong::toString);

      assertEquals(400, problem.status(), wrong::toString);
    }
  }

  @Test
  void rejectsMissingBody() {
    assertEquals(400, assertThrows(ApiException.class, () -> evaluate(null)).status());
  }

  @Test
  void echoesRequestId() throws IOException {
    var id = "bfe9eb29-ab87/4ca3 be83";
    var exchange =
        exchange(question(ALICE, "read"))
            .withHeader("X-Request-ID", id)
            .withPermissions("authz.check");

    handle(new AccessEvaluationEndpoint(desk), exchange);

    assertEquals(id, exchange.responseHeader("X-Request-ID"));
  }

  @Test
  void omitsInvalidRequestId() throws IOException {
    for (String id : List.of("a\r\nSet-Cookie: x=y", "\u00e9", "x".repeat(257), " ")) {
      var exchange =
          exchange(question(ALICE, "read"))
              .withHeader("X-Request-ID", id)
              .withPermissions("authz.check");

      handle(new AccessEvaluationEndpoint(desk), exchange);

      assertNull(exchange.responseHeader("X-Request-ID"));
    }
  }

  private static Map<String, Object> without(String member) {
    var body = question(ALICE, "read");
    body.remove(member);
    return body;
  }

  private EvaluationResponse evaluate(Map<String, Object> body) throws IOException {
    var exchange = exchange(body).withPermissions("authz.check");
    handle(new AccessEvaluationEndpoint(desk), exchange);
    return (EvaluationResponse) exchange.body();
  }
}
