/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Policies over attributes on the shipped server: what they decide, and what is refused. */
@ExtendWith(DefaultServerExtension.class)
class AttributePoliciesIT {

  private static TestServer server;
  private static TestTenant tenant;
  private static String userId;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    userId = user("ada@example.com");
    define("user", "department", "string");
    define("resource", "owner_id", "string");
    put("/abac/users/" + userId + "/attributes/department", "sales");
    policy("reports", "read", "allow", all(is("user.department", "equals", "sales")));
  }

  private static String user(String email) {
    return tenant
        .admin()
        .post("/admin/users", Map.of("email", email))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static void define(String type, String slug, String dataType) {
    tenant
        .admin()
        .post(
            "/abac/attributes",
            Map.of("name", slug, "slug", slug, "attributeType", type, "dataType", dataType))
        .expect(201);
  }

  private static void put(String path, Object value) {
    tenant.admin().put(path, Map.of("value", value)).expect(200);
  }

  private static JsonNode policy(String type, String action, String effect, Object conditions) {
    return tenant
        .admin()
        .post("/abac/policies", body(type, action, effect, conditions))
        .expect(201)
        .data();
  }

  private static Map<String, Object> body(
      String type, String action, String effect, Object conditions) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", effect + " " + type + " " + action);
    body.put("resourceType", type);
    body.put("action", action);
    body.put("effect", effect);
    body.put("conditions", conditions);
    return body;
  }

  private static Map<String, Object> is(String attribute, String operator, Object value) {
    return Map.of("attribute", attribute, "operator", operator, "value", value);
  }

  private static Map<String, Object> all(Object... conditions) {
    return Map.of("all", List.of(conditions));
  }

  private static ApiClient.Answer check(Map<String, Object> question) {
    Map<String, Object> body = new HashMap<>(Map.of("user_id", userId));
    body.putAll(question);
    return tenant.admin().post("/abac/check", body);
  }

  private static JsonNode checked(String type, String action) {
    return check(Map.of("resourceType", type, "action", action)).expect(200).body();
  }

  @Test
  void allowsOnlyWhatAPolicyAllows() {
    JsonNode yes = checked("reports", "read");
    JsonNode no = checked("reports", "delete");

    assertTrue(yes.path("allowed").asBoolean(), yes.toString());
    assertEquals(userId, yes.path("user_id").asText());
    assertEquals("allow reports read", yes.path("matchedPolicies").path(0).path("name").asText());
    assertTrue(yes.path("matchedPolicies").path(0).path("conditions").has("all"), yes.toString());
    assertFalse(no.path("allowed").asBoolean());
    assertEquals("Default deny: no policy allows this.", no.path("reason").asText());
    assertEquals(0, no.path("matchedPolicies").size());
  }

  @Test
  void appliesPoliciesInEveryDecision() {
    JsonNode answer =
        tenant
            .admin()
            .post("/authz/check", Map.of("permission", "reports.read", "user_id", userId))
            .expect(200)
            .body();

    assertTrue(answer.path("allowed").asBoolean(), answer.toString());
    assertEquals("policy_allows", answer.path("reason").path("code").asText());
  }

  @Test
  void deniesByPolicyDespiteARole() {
    var admin = tenant.admin();
    admin.post("/admin/permissions", Map.of("slug", "vaults.open")).expect(201);
    admin
        .post("/admin/roles", Map.of("name", "Keeper", "permissions", List.of("vaults.open")))
        .expect(201);
    admin.post("/admin/users/" + userId + "/roles", Map.of("roles", List.of("keeper"))).expect(200);
    var question = Map.of("permission", "vaults.open", "user_id", userId);
    assertTrue(admin.post("/authz/check", question).expect(200).body().path("allowed").asBoolean());

    policy("vaults", "*", "deny", all(is("user.department", "equals", "sales")));

    JsonNode answer = admin.post("/authz/check", question).expect(200).body();
    assertFalse(answer.path("allowed").asBoolean());
    assertEquals("policy_denies", answer.path("reason").path("code").asText());
    assertFalse(answer.path("reason").path("remedy").asText().isBlank());
  }

  @Test
  void comparesSubjectAttributesWithResourceAttributes() {
    policy("documents", "edit", "allow", all(is("user.id", "equals", "$resource.owner_id")));
    put("/abac/resources/documents/a%20b/attributes/owner_id", userId);

    var question = Map.<String, Object>of("resourceType", "documents", "action", "edit");
    var own = new HashMap<>(question);
    own.put("resourceId", "a b");
    var other = new HashMap<>(question);
    other.put("resourceId", "another");

    assertTrue(check(own).body().path("allowed").asBoolean());
    assertFalse(check(other).body().path("allowed").asBoolean());
    assertEquals(
        userId,
        tenant
            .admin()
            .get("/abac/resources/documents/a%20b/attributes")
            .expect(200)
            .body()
            .path("attributes")
            .path("owner_id")
            .asText());
  }

  @Test
  void answersEachQuestionOfABatch() {
    for (String key : List.of("checks", "requests")) {
      JsonNode results =
          tenant
              .admin()
              .post(
                  "/abac/check-bulk",
                  Map.of(
                      "user_id",
                      userId,
                      key,
                      List.of(
                          Map.of("resourceType", "reports", "action", "read"),
                          Map.of("resourceType", "reports"),
                          "nonsense",
                          Map.of("resourceType", "reports", "action", "write"))))
              .expect(200)
              .body()
              .path("results");

      assertEquals(4, results.size());
      assertTrue(results.path(0).path("allowed").asBoolean());
      assertEquals("MISSING_FIELDS", results.path(1).path("error").asText());
      assertEquals("MISSING_FIELDS", results.path(2).path("error").asText());
      assertFalse(results.path(3).has("error"), results.toString());
    }
  }

  @Test
  void refusesBatchOfMoreThanAHundred() {
    var checks = new ArrayList<Object>();
    for (int i = 0; i <= 100; i++) {
      checks.add(Map.of("resourceType", "reports", "action", "read"));
    }

    assertRefused(
        400, "MISSING_FIELDS", tenant.admin().post("/abac/check-bulk", Map.of("checks", checks)));
    assertRefused(400, "MISSING_FIELDS", tenant.admin().post("/abac/check-bulk", Map.of()));
  }

  @Test
  void refusesQuestionsAboutOtherSubjectsWithoutPermission() {
    TestTenant.Agent agent = tenant.agent("Curious", List.of("reports.read"), List.of());
    ApiClient asAgent = agent.authenticated();
    var question = new HashMap<String, Object>(Map.of("resourceType", "reports", "action", "read"));

    JsonNode own = asAgent.post("/abac/check", question).expect(200).body();
    assertFalse(own.path("allowed").asBoolean());
    assertEquals(agent.id(), own.path("user_id").asText());
    question.put("user_id", userId);
    assertRefused(403, "insufficient_permissions", asAgent.post("/abac/check", question));
    assertRefused(403, "permission_denied", asAgent.get("/abac/policies"));
    assertRefused(403, "permission_denied", asAgent.post("/abac/policies", Map.of()));
    assertRefused(
        403,
        "permission_denied",
        asAgent.put("/abac/users/" + userId + "/attributes/department", Map.of("value", "legal")));
    assertTrue(asAgent.get("/abac/my-attributes").expect(200).body().path("attributes").has("id"));
  }

  @Test
  void showsOnlyPolicyNamesToCallersWithoutPolicyRead() {
    TestTenant.Agent agent = tenant.agent("Blind", List.of("lamps.read"), List.of());
    policy("lamps", "read", "allow", all(is("user.type", "equals", "agent")));

    JsonNode answer =
        agent
            .authenticated()
            .post("/abac/check", Map.of("resourceType", "lamps", "action", "read"))
            .expect(200)
            .body();

    assertTrue(answer.path("allowed").asBoolean(), answer.toString());
    JsonNode matched = answer.path("matchedPolicies").path(0);
    assertEquals(2, matched.size(), matched.toString());
    assertTrue(matched.path("id").isTextual());
  }

  @Test
  void refusesMalformedPolicies() {
    var admin = tenant.admin();
    Object deep = is("user.department", "eq", "x");
    for (int i = 0; i < 20; i++) {
      deep = all(deep);
    }
    for (Object bad :
        List.of(
            all(),
            all(Map.of()),
            all(is("user.department", "resembles", "x")),
            all(is("department", "eq", "x")),
            all(is("user.department", "matches", "(a")),
            all(is("user.department", "matches", "(?<=a)b")),
            all(is("user.department", "matches", "((a{99}){99}){99}")),
            all(is("user.department", "eq", "$department")),
            List.of(is("user.department", "eq", "x")),
            Map.of("operator", "XOR", "conditions", List.of(is("user.department", "eq", "x"))),
            Map.of("all", List.of(is("user.department", "eq", "x")), "when", "always"),
            deep)) {
      assertRefused(
          400, "invalid_request", admin.post("/abac/policies", body("x", "y", "allow", bad)));
    }
    assertRefused(
        400, "invalid_request", admin.post("/abac/policies", body("x", "y", "permit", null)));
    String bomb =
        "{\"name\":\"x\",\"effect\":\"allow\",\"conditions\":"
            + "{\"all\":[".repeat(5_000)
            + "1"
            + "]}".repeat(5_000)
            + "}";
    assertRefused(
        400,
        "invalid_request",
        admin.send(
            "POST", "/abac/policies", "application/json", bomb.getBytes(StandardCharsets.UTF_8)));
    var unknown = body("x", "y", "allow", null);
    unknown.put("isRoot", true);
    assertRefused(422, "validation_error", admin.post("/abac/policies", unknown));
    assertRefused(
        422,
        "validation_error",
        admin.post("/abac/policies", body("users", "write", "allow", null)));
  }

  @Test
  void refusesMalformedQuestions() {
    assertRefused(400, "MISSING_FIELDS", tenant.admin().post("/abac/check", Map.of()));
    assertRefused(
        422,
        "validation_error",
        check(Map.of("resourceType", "reports", "action", "read", "isRoot", true)));
    assertRefused(
        422,
        "validation_error",
        check(Map.of("resourceType", "reports", "action", "read", "environment", "now")));
    assertRefused(
        422, "validation_error", check(Map.of("resourceType", "r".repeat(129), "action", "read")));
    assertRefused(
        400,
        "MISSING_FIELDS",
        check(Map.of("resourceType", "reports", "action", "read", "user_type", "martian")));
  }

  @Test
  void typeChecksExpressionsWhenTheyAreSaved() {
    var admin = tenant.admin();
    Map<String, Object> sent =
        new HashMap<>(
            Map.of(
                "name", "Expression",
                "resourceType", "screens",
                "action", "see",
                "effect", "allow",
                "expression", "user.department == \"sales\" && env.floor in [1, 2]"));
    admin.post("/abac/policies", sent).expect(201);

    var question = Map.<String, Object>of("resourceType", "screens", "action", "see");
    assertFalse(check(question).body().path("allowed").asBoolean());
    var second = new HashMap<>(question);
    second.put("environment", Map.of("floor", 2));
    assertTrue(check(second).body().path("allowed").asBoolean());

    for (String bad :
        List.of("user.department ==", "1 + 1", "user.department && true +", "\"x\" in user")) {
      sent.put("name", "Bad");
      sent.put("expression", "true &&\n " + bad);
      ApiClient.Answer answer = admin.post("/abac/policies", sent);
      assertRefused(422, "validation_error", answer);
      assertEquals("expression", answer.body().path("details").path("field").asText());
      assertTrue(answer.body().path("details").path("line").asInt() > 0, answer.toString());
      assertTrue(answer.body().path("details").path("column").asInt() > 0, answer.toString());
    }
  }

  @Test
  void evaluatesDraftPolicies() {
    var admin = tenant.admin();
    JsonNode policy = policy("rooms", "enter", "allow", all(is("env.badge", "equals", true)));
    String path = "/abac/policies/" + policy.path("id").asText();
    check(Map.of("resourceType", "rooms", "action", "enter", "environment", Map.of("badge", true)));

    JsonNode tested =
        admin
            .post(path + "/test", Map.of("environment", Map.of("badge", false)))
            .expect(200)
            .data();
    JsonNode run = admin.post(path + "/dry-run", Map.of("effect", "deny")).expect(200).data();

    assertEquals("not_applicable", tested.path("result").asText());
    assertEquals("all_of", tested.path("explanation").path("code").asText());
    assertTrue(run.path("changed").asInt() >= 1, run.toString());
    assertEquals("deny", run.path("changes").path(0).path("after").asText());
  }

  @Test
  void restoresAnEarlierVersion() {
    var admin = tenant.admin();
    JsonNode made = policy("lifts", "ride", "allow", null);
    String path = "/admin/abac/policies/" + made.path("id").asText();
    admin.patch(path, Map.of("effect", "deny", "version", 1)).expect(200);
    assertRefused(409, "conflict", admin.patch(path, Map.of("priority", 3, "version", 1)));
    assertRefused(
        422, "validation_error", admin.post(path + "/rollback", Map.of("version", "one")));
    assertRefused(404, "resource_not_found", admin.post(path + "/rollback", Map.of("version", 7)));

    admin.post(path + "/rollback", Map.of("version", 1)).expect(200);

    assertTrue(checked("lifts", "ride").path("allowed").asBoolean());
    assertEquals(3, admin.get(path + "/versions").expect(200).data().size());
    assertFalse(
        admin
            .send("POST", path + "/toggle", null, null)
            .expect(200)
            .data()
            .path("isActive")
            .asBoolean());
    admin.delete(path).expect(200);
    assertRefused(404, "resource_not_found", admin.get(path));
  }

  @Test
  void refusesChangesOfBuiltInAttributes() {
    var admin = tenant.admin();
    JsonNode email = admin.get("/abac/attribute-definitions?type=user").expect(200).data().path(2);
    String path = "/admin/abac/attributes/" + email.path("id").asText();

    assertTrue(email.path("isSystem").asBoolean(), email.toString());
    assertRefused(403, "permission_denied", admin.patch(path, Map.of("name", "Mine")));
    assertRefused(403, "permission_denied", admin.delete(path));
    assertRefused(
        403,
        "permission_denied",
        admin.put("/abac/users/" + userId + "/attributes/isAdmin", Map.of("value", true)));
    assertRefused(
        409,
        "duplicate_resource",
        admin.post(
            "/abac/attributes",
            Map.of("name", "department", "attributeType", "user", "dataType", "string")));
    assertRefused(
        422,
        "validation_error",
        admin.put("/abac/users/" + userId + "/attributes/department", Map.of("value", 5)));
  }

  @Test
  void hidesPoliciesOfOtherTenants() throws IOException {
    TestTenant other = TestTenant.create(server);

    assertRefused(
        404, "resource_not_found", other.admin().get("/abac/policies/allow-reports-read"));
    assertRefused(
        404,
        "resource_not_found",
        other
            .admin()
            .put("/abac/users/" + userId + "/attributes/department", Map.of("value", "x")));
    assertEquals(0, other.admin().get("/abac/policies").expect(200).data().size());
    ApiClient.Answer foreign = tenant.admin().with("X-API-Key", other.key()).get("/abac/policies");
    assertEquals(403, foreign.status(), foreign.toString());
  }

  @Test
  void exportsAndImportsPolicies() throws IOException {
    JsonNode document = tenant.admin().get("/admin/export").expect(200).body();
    TestTenant copy = TestTenant.create(server);

    copy.admin().post("/admin/import?dryRun=false", document).expect(200);

    assertEquals(
        tenant.admin().get("/abac/policies").expect(200).body().path("meta").path("total").asInt(),
        copy.admin().get("/abac/policies").expect(200).body().path("meta").path("total").asInt());
  }

  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant reader = TestTenant.create(server);

    String printed =
        DocumentationExamples.run(
            "how-to/write-attribute-policies.md",
            Map.of("BASE", server.base(), "KEY", reader.key(), "SLUG", reader.slug()));

    assertTrue(printed.contains("\"allowed\":true"), printed);
  }

  private static void assertRefused(int status, String code, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    assertEquals(code, answer.body().path("error").asText(), answer.toString());
  }
}
