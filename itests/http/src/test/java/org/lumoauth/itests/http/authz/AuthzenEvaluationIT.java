/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** AuthZEN's Authorization API 1.0 on the shipped server, with the decisions of its Todo app. */
@ExtendWith(DefaultServerExtension.class)
class AuthzenEvaluationIT {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final String RICK = AuthzenTodoApp.id("A");
  private static final String BETH = AuthzenTodoApp.id("M");

  private static TestServer server;
  private static TestTenant tenant;
  private static JsonNode decisions;

  @BeforeAll
  static void install(TestServer running) throws IOException {
    server = running;
    tenant = TestTenant.create(running);
    AuthzenTodoApp.install(tenant);
    try (InputStream file =
        AuthzenEvaluationIT.class.getResourceAsStream("/authzen/todo-decisions-1.0.json")) {
      decisions = ApiClient.JSON.readTree(file);
    }
  }

  @Test
  void decidesEveryEvaluationOfTheTodoApp() {
    assertEquals(40, decisions.path("evaluation").size());
    for (JsonNode each : decisions.path("evaluation")) {
      JsonNode answer = tenant.admin().post(EVALUATION, each.path("request")).expect(200).body();

      assertEquals(
          each.path("expected").asBoolean(),
          answer.path("decision").asBoolean(),
          each.path("request") + " was answered " + answer);
    }
  }

  @Test
  void decidesTheSameAtTheReferencePath() {
    ApiClient plain =
        new ApiClient(server.base() + "/api/v1/authz/v1", Map.of("X-API-Key", tenant.key()));
    for (JsonNode each : decisions.path("evaluation")) {
      JsonNode answer = plain.post("/evaluation", each.path("request")).expect(200).body();

      assertEquals(each.path("expected"), answer.path("decision"), () -> each.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EVALUATIONS, "/authz/v1/evaluations"})
  void decidesBatchAsTheTodoAppExpects(String path) {
    assertEquals(3, decisions.path("evaluations").size());
    for (JsonNode each : decisions.path("evaluations")) {
      JsonNode answer = tenant.admin().post(path, each.path("request")).expect(200).body();

      List<Boolean> expected = new ArrayList<>();
      each.path("expected").forEach(one -> expected.add(one.path("decision").asBoolean()));
      assertEquals(expected, decisions(answer), each.toString());
    }
  }

  @Test
  void stopsBatchAccordingToEvaluationsSemantic() {
    assertEquals(List.of(true, false, true), decisions(batch("execute_all")));
    assertEquals(List.of(true, false), decisions(batch("deny_on_first_deny")));
    assertEquals(List.of(true), decisions(batch("permit_on_first_permit")));
  }

  @Test
  void returnsReasonsOnlyToCallersWithPolicyRead() {
    Map<String, Object> denied = question(BETH, "can_create_todo");
    JsonNode told = tenant.admin().post(EVALUATION, denied).expect(200).body();
    ApiClient pep = tenant.admin().with("X-API-Key", key("authz:check"));
    JsonNode untold = pep.post(EVALUATION, denied).expect(200).body();

    assertEquals("default_deny", told.path("context").path("id").asText());
    assertTrue(
        told.path("context").path("reason_admin").path("en").asText().contains("can_create_todo"),
        told.toString());
    assertEquals("{\"decision\":false}", untold.toString());
  }

  @Test
  void refusesQuestionsAboutOtherSubjectsWithoutPermission() {
    ApiClient.Answer answer =
        tenant
            .admin()
            .with("X-API-Key", key("admin:users:read"))
            .post(EVALUATION, question(RICK, "can_create_todo"));

    assertEquals(403, answer.status());
    assertEquals("insufficient_permissions", answer.body().path("error").asText());
  }

  @Test
  void deniesSubjectsOfAnotherTenant() throws IOException {
    TestTenant other = TestTenant.create(server);

    assertFalse(
        other
            .admin()
            .post(EVALUATION, question(RICK, "can_create_todo"))
            .expect(200)
            .body()
            .path("decision")
            .asBoolean());
    assertEquals(
        403,
        tenant
            .admin()
            .with("X-API-Key", other.key())
            .post(EVALUATION, question(RICK, "can_create_todo"))
            .status());
  }

  @Test
  void findsAllowedActionsOnATodo() {
    JsonNode own = searchActions(AuthzenTodoApp.id("E"), "morty@the-citadel.com");
    JsonNode others = searchActions(BETH, "morty@the-citadel.com");

    assertEquals(List.of("can_create_todo", "can_read_todos"), names(own));
    assertEquals(List.of("can_read_todos"), names(others));
    assertEquals("", own.path("page").path("next_token").asText("-"));
    assertTrue(own.path("page").path("properties").path("complete").asBoolean());
  }

  @Test
  void paginatesActions() {
    JsonNode first = searchActions(RICK, "rick@the-citadel.com", Map.of("limit", 2));
    String token = first.path("page").path("next_token").asText();
    JsonNode second =
        searchActions(RICK, "rick@the-citadel.com", Map.of("limit", 2, "token", token));

    assertEquals(List.of("can_create_todo", "can_delete_todo"), names(first));
    assertFalse(first.path("page").path("properties").path("complete").asBoolean());
    assertEquals(List.of("can_read_todos", "can_update_todo"), names(second));
    assertEquals("", second.path("page").path("next_token").asText("-"));
  }

  @Test
  void publishesConfiguredEndpointsDespiteForgedHostHeader() throws Exception {
    String issuer = server.base() + "/t/" + tenant.slug() + "/api/v1";
    ApiClient open = new ApiClient(server.base(), Map.of());

    JsonNode below =
        open.get("/t/" + tenant.slug() + "/api/v1/.well-known/authzen-configuration")
            .expect(200)
            .body();
    JsonNode before =
        open.get("/.well-known/authzen-configuration/t/" + tenant.slug() + "/api/v1")
            .expect(200)
            .body();

    assertEquals(below, before);
    assertEquals(issuer, below.path("policy_decision_point").asText());
    assertEquals(issuer + EVALUATION, below.path("access_evaluation_endpoint").asText());
    assertEquals(issuer + EVALUATIONS, below.path("access_evaluations_endpoint").asText());
    assertEquals(
        issuer + "/access/v1/search/action", below.path("search_action_endpoint").asText());
    String forged =
        ProcessRunner.run(
            TestServer.PROJECT,
            Map.of(),
            30,
            List.of(
                "curl",
                "-s",
                "-H",
                "Host: evil.example",
                server.base()
                    + "/.well-known/authzen-configuration/t/"
                    + tenant.slug()
                    + "/api/v1"));
    assertFalse(forged.contains("evil.example"), forged);
  }

  @Test
  void echoesRequestIdOnResponsesAndErrors() {
    String uuid = "bfe9eb29-ab87-4ca3-be83-a1d5d8305716";
    for (String id : List.of(uuid, "an id/of their own")) {
      ApiClient pep = tenant.admin().and("X-Request-ID", id);
      assertEquals(
          List.of(id), ids(pep.post(EVALUATION, question(RICK, "can_create_todo")).expect(200)));
      assertEquals(List.of(id), ids(pep.post(EVALUATION, Map.of()).expect(400)));
    }
    assertEquals(
        List.of(uuid),
        ids(
            tenant
                .admin()
                .with("X-Request-ID", uuid)
                .post(EVALUATION, question(RICK, "can_create_todo"))
                .expect(401)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{",
        "{}",
        "{\"subject\":\"user\"}",
        """
        {"subject":{"type":"user","id":7},"action":{"name":"a"},"resource":{"type":"t",\
        "id":"1"}}""",
        """
        {"subject":{"type":"user","id":"a"},"action":{},"resource":{"type":"t","id":"1"}}""",
        """
        {"subject":{"type":"user","id":"a"},"action":{"name":"a"},"resource":{"type":"t"}}""",
        """
        {"subject":{"type":"user","id":"a"},"subject":{"type":"user","id":"b"},\
        "action":{"name":"a"},"resource":{"type":"t","id":"1"}}""",
        "{\"evaluations\":{}}",
        """
        {"evaluations":[],"options":{"evaluations_semantic":"any"}}""",
        """
        {"page":{"limit":-1},"subject":{"type":"user","id":"a"},"action":{"name":"a"},\
        "resource":{"type":"t"}}"""
      })
  void refusesInvalidBody(String body) {
    for (String path :
        List.of(
            EVALUATION,
            EVALUATIONS,
            "/access/v1/search/subject",
            "/access/v1/search/resource",
            "/access/v1/search/action")) {
      boolean complete =
          path.endsWith("/action") && body.contains("\"action\":{}")
              || path.endsWith("/resource") && body.contains("\"resource\":{\"type\":\"t\"}}");
      if (complete && !body.contains("\"page\"")) {
        continue; // each search leaves out what it looks for
      }
      ApiClient.Answer answer =
          tenant
              .admin()
              .send("POST", path, "application/json", body.getBytes(StandardCharsets.UTF_8));

      assertEquals(400, answer.status(), () -> path + " " + body + " " + answer);
      assertTrue(answer.body().path("error").isTextual(), answer::toString);
    }
  }

  @Test
  void documentationExamplesWork() throws Exception {
    TestTenant own = TestTenant.create(server);

    DocumentationExamples.run(
        "how-to/use-authzen.md",
        Map.of("BASE", server.base(), "SLUG", own.slug(), "KEY", own.key()));
  }

  @Test
  void refusesBatchAboveTheLimit() {
    List<Map<String, Object>> many = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      many.add(Map.of());
    }

    tenant.admin().post(EVALUATIONS, Map.of("evaluations", many)).expect(400);
  }

  private static List<String> ids(ApiClient.Answer answer) {
    return answer.response().headers().allValues("X-Request-ID");
  }

  private static JsonNode batch(String semantic) {
    return tenant
        .admin()
        .post(
            EVALUATIONS,
            Map.of(
                "subject",
                Map.of("type", "user", "id", BETH),
                "resource",
                Map.of("type", "todo", "id", "1"),
                "options",
                Map.of("evaluations_semantic", semantic),
                "evaluations",
                List.of(
                    Map.of("action", Map.of("name", "can_read_todos")),
                    Map.of("action", Map.of("name", "can_create_todo")),
                    Map.of("action", Map.of("name", "can_read_todos")))))
        .expect(200)
        .body();
  }

  private static JsonNode searchActions(String user, String owner) {
    return searchActions(user, owner, Map.of());
  }

  private static JsonNode searchActions(String user, String owner, Map<String, Object> page) {
    return tenant
        .admin()
        .post(
            "/access/v1/search/action",
            Map.of(
                "subject",
                Map.of("type", "user", "id", user),
                "resource",
                Map.of("type", "todo", "id", "1", "properties", Map.of("ownerID", owner)),
                "page",
                page))
        .expect(200)
        .body();
  }

  private static List<String> names(JsonNode found) {
    List<String> names = new ArrayList<>();
    found.path("results").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  private static List<Boolean> decisions(JsonNode answer) {
    List<Boolean> made = new ArrayList<>();
    answer.path("evaluations").forEach(each -> made.add(each.path("decision").asBoolean()));
    return made;
  }

  private static Map<String, Object> question(String user, String action) {
    return Map.of(
        "subject", Map.of("type", "user", "id", user),
        "action", Map.of("name", action),
        "resource", Map.of("type", "todo", "id", "1"));
  }

  private static String key(String scope) {
    return tenant
        .admin()
        .post("/admin/api-keys", Map.of("name", scope, "scopes", List.of(scope)))
        .expect(201)
        .body()
        .findValue("key")
        .asText();
  }
}
