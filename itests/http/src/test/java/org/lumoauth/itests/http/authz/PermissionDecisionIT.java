/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Decisions about resources, roles within limits, and the tools that explain them, over HTTP. */
@ExtendWith(DefaultServerExtension.class)
class PermissionDecisionIT {
  private static final String READ = "documents.read";
  private static final Map<String, Object> SEVEN = Map.of("type", "document", "id", "7");
  private static final Map<String, Object> EIGHT = Map.of("type", "document", "id", "8");

  private static TestServer server;

  private TestTenant tenant;
  private ApiClient admin;
  private String alice;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @BeforeEach
  void install() throws IOException {
    tenant = TestTenant.create(server);
    admin = tenant.admin();
    admin.post("/admin/permissions", Map.of("name", "Read", "slug", READ)).expect(201);
    admin.post("/admin/roles", Map.of("name", "Reader", "permissions", List.of(READ))).expect(201);
    alice = user("alice@example.com");
  }

  @Test
  void resourceRoleAppliesToItsResourceOnly() {
    JsonNode given =
        admin
            .post(
                "/admin/roles/reader/assignments",
                Map.of(
                    "subject", Map.of("type", "user", "id", alice),
                    "resourceType", "document",
                    "resourceId", "7"))
            .expect(201)
            .data();

    assertTrue(allowed(SEVEN));
    assertFalse(allowed(EIGHT));
    assertFalse(allowed(null));
    assertEquals(List.of("active"), statuses("/admin/roles/reader/assignments"));
    assertEquals(List.of(READ), permissions("&resource_type=document&resource_id=7"));
    assertEquals(List.of(), permissions(""));

    admin.delete("/admin/roles/reader/assignments/" + given.path("id").asText()).expect(200);
    assertFalse(allowed(SEVEN));
  }

  /** The calling key has all permissions, so a question about the caller would be allowed. */
  @Test
  void questionWithEmptySubjectIsRefused() {
    for (String subject : List.of("subject", "user_id", "user", "user_type")) {
      for (Object nobody : Arrays.asList(null, Map.of(), "")) {
        Map<String, Object> question = new HashMap<>(Map.of("permission", READ));
        question.put(subject, nobody);
        assertRefused(admin.post("/authz/check", question), subject + "=" + nobody);

        Map<String, Object> policies = new HashMap<>(Map.of("resourceType", "document"));
        policies.put("action", "read");
        policies.put(subject, nobody);
        assertRefused(admin.post("/abac/check", policies), subject + "=" + nobody);
      }
    }
  }

  /** Questions with an empty resource or actor are refused as well. */
  @Test
  void incompleteQuestionIsRefused() {
    for (String lost : List.of("actors", "resource")) {
      Map<String, Object> question = new HashMap<>(Map.of("permission", READ, "user_id", alice));
      question.put(lost, null);
      assertRefused(admin.post("/authz/check", question), lost);
    }
  }

  private static void assertRefused(ApiClient.Answer answer, String question) {
    assertTrue(answer.status() == 400 || answer.status() == 422, question + answer);
  }

  @Test
  void userRoleListAcceptsLimitedAssignments() {
    admin
        .post(
            "/admin/users/" + alice + "/roles", Map.of("role", "reader", "organizationId", "org_1"))
        .expect(200);

    assertTrue(
        allowed(
            Map.of(
                "type", "document", "id", "7", "attributes", Map.of("organization_id", "org_1"))));
    assertTrue(allowed(Map.of("type", "organization", "id", "org_1")));
    assertFalse(
        allowed(
            Map.of(
                "type", "document", "id", "7", "attributes", Map.of("organization_id", "org_2"))));
    JsonNode held = admin.get("/admin/users/" + alice + "/roles").expect(200).data().path(0);
    assertEquals("org_1", held.path("organizationId").asText());
    assertEquals("reader", held.path("slug").asText());

    admin
        .delete("/admin/users/" + alice + "/roles/" + held.path("assignmentId").asText())
        .expect(200);
    assertFalse(allowed(Map.of("type", "organization", "id", "org_1")));
  }

  @Test
  void temporaryRoleExpiresAtItsEndTime() throws Exception {
    Instant end = Instant.now().plusSeconds(5);
    admin
        .post(
            "/admin/users/" + alice + "/roles",
            Map.of("role", "reader", "expiresAt", end.toString()))
        .expect(200);

    boolean held = allowed(null);
    assertTrue(held || Instant.now().isAfter(end), "it is over only when its time is");
    ConditionPoller.until(
        "the role is over", Duration.ofSeconds(20), () -> Instant.now().isAfter(end));
    assertFalse(allowed(null));
    assertEquals(List.of("expired"), statuses("/admin/users/" + alice + "/roles"));
  }

  @Test
  void futureRoleIsPending() {
    admin
        .post(
            "/admin/roles/reader/users",
            Map.of("userId", alice, "notBefore", Instant.now().plusSeconds(3600).toString()))
        .expect(200);

    assertFalse(allowed(null));
    assertEquals(List.of("pending"), statuses("/admin/users/" + alice + "/roles"));
  }

  @Test
  void groupRoleAppliesToNestedGroupMembers() {
    String outer = group("Outer");
    String inner = group("Inner");
    admin.post("/admin/groups/" + outer + "/members", Map.of("groupId", inner)).expect(200);
    admin.post("/admin/groups/" + inner + "/members", Map.of("userId", alice)).expect(200);
    admin
        .post(
            "/admin/groups/" + outer + "/roles",
            Map.of("role", "reader", "resourceType", "document"))
        .expect(200);

    JsonNode answer = check(SEVEN);

    assertTrue(answer.path("allowed").asBoolean(), answer.toString());
    assertTrue(answer.path("reason").path("text").asText().contains(outer), answer.toString());
  }

  @Test
  void refusesInvalidLimits() {
    Map<String, Object> subject = Map.of("type", "user", "id", alice);
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("subject", subject),
            Map.of("subject", subject, "resourceId", "7"),
            Map.of("subject", subject, "expiresAt", "2001-01-01T00:00:00Z"),
            Map.of("subject", subject, "expiresAt", "-999999999-01-01T00:00:00Z"),
            Map.of("subject", subject, "expiresAt", "tomorrow"),
            Map.of("subject", subject, "resourceType", " "),
            Map.of("subject", Map.of("type", "client", "id", "cli_1"), "resourceType", "document"),
            Map.of("subject", Map.of("type", "group", "id", "grp_1"), "resourceType", "document"),
            Map.of("subject", Map.of("type", "user", "id", "usr_1"), "resourceType", "document"),
            Map.of("subject", Map.of("type", "user"), "resourceType", "document"))) {
      ApiClient.Answer answer = admin.post("/admin/roles/reader/assignments", body);

      assertTrue(List.of(404, 422).contains(answer.status()), () -> body + " " + answer);
    }
    admin
        .post(
            "/admin/roles/nothing/assignments",
            Map.of("subject", subject, "resourceType", "document"))
        .expect(404);
    admin
        .post(
            "/admin/users/" + alice + "/roles",
            Map.of("role", "reader", "expiresAt", List.of("2030-01-01T00:00:00Z")))
        .expect(422);
    admin.delete("/admin/users/" + alice + "/roles/ras_nothing").expect(404);
  }

  @Test
  void everyCheckAcceptsAResource() {
    admin
        .post(
            "/admin/users/" + alice + "/roles",
            Map.of("role", "reader", "resourceType", "document", "resourceId", "7"))
        .expect(200);
    Map<String, Object> body =
        Map.of(
            "user_id", alice, "permissions", List.of(READ, "documents.write"), "resource", SEVEN);

    assertEquals(
        "{\"documents.read\":true,\"documents.write\":false}",
        admin.post("/authz/check-bulk", body).expect(200).body().path("results").toString());
    assertTrue(admin.post("/authz/check-any", body).expect(200).body().path("allowed").asBoolean());
    assertFalse(
        admin.post("/authz/check-all", body).expect(200).body().path("allowed").asBoolean());
  }

  @Test
  void refusesResourceWithoutTypeOrId() {
    for (Object resource :
        List.of(Map.of("type", "document"), Map.of("id", "7"), Map.of(), "document:7")) {
      ApiClient.Answer answer =
          admin.post(
              "/authz/check", Map.of("permission", READ, "user_id", alice, "resource", resource));

      assertTrue(List.of(400, 422).contains(answer.status()), () -> resource + " " + answer);
    }
  }

  @Test
  void policyTesterExplainsSubjectAndActorSeparately() {
    TestTenant.Agent robot = tenant.agent("Robot", List.of(), List.of());
    admin.post("/admin/users/" + alice + "/roles", Map.of("role", "reader")).expect(200);

    JsonNode data =
        admin
            .post(
                "/admin/authz/test",
                Map.of(
                    "subject", Map.of("type", "user", "id", alice),
                    "actors", List.of(Map.of("type", "agent", "id", robot.id())),
                    "action", READ,
                    "resource", SEVEN,
                    "context", Map.of("channel", "phone")))
            .expect(200)
            .data();

    assertFalse(data.path("allowed").asBoolean());
    assertEquals("outside_capabilities", data.path("reason").path("code").asText());
    JsonNode parts = data.path("subjects");
    assertEquals("subject_permitted", parts.path(0).path("verdict").path("code").asText());
    assertEquals("subject_denied", parts.path(1).path("verdict").path("code").asText());
    assertEquals(
        "deny-overrides", parts.path(0).path("verdict").path("facts").path("rule").asText());
    assertTrue(models(parts.path(0)).containsAll(List.of("rbac", "agents-capability")));
  }

  @Test
  void policyTesterRequiresCheckAndPolicyRead() {
    for (String scope : List.of("authz:check", "admin:read")) {
      String key =
          admin
              .post("/admin/api-keys", Map.of("name", scope, "scopes", List.of(scope)))
              .expect(201)
              .body()
              .findValue("key")
              .asText();
      String refusal =
          admin
              .with("X-API-Key", key)
              .post(
                  "/admin/authz/test",
                  Map.of("subject", Map.of("type", "user", "id", alice), "action", READ))
              .expect(403)
              .body()
              .path("error")
              .asText();
      assertEquals("permission_denied", refusal, scope);
    }
    assertEquals(
        "`subject` requires `type` and `id`.",
        admin
            .post("/admin/authz/test", Map.of("action", READ))
            .expect(400)
            .body()
            .path("message")
            .asText());
    assertEquals(
        "`permission` is required.",
        admin
            .post("/admin/authz/test", Map.of("subject", Map.of("type", "user", "id", alice)))
            .expect(400)
            .body()
            .path("message")
            .asText());
  }

  @Test
  void tenantSelectsCombiningAlgorithm() {
    admin.post("/admin/users/" + alice + "/roles", Map.of("role", "reader")).expect(200);
    admin
        .post(
            "/abac/policies",
            Map.of(
                "name", "Nobody reads",
                "slug", "nobody-reads",
                "resourceType", "document",
                "action", READ,
                "effect", "deny"))
        .expect(201);
    assertFalse(allowed(SEVEN));

    choose("permit-overrides", List.of());
    assertTrue(allowed(SEVEN));
    choose("first-applicable", List.of("abac", "rbac"));
    assertFalse(allowed(SEVEN));
    choose("first-applicable", List.of("rbac", "abac"));
    assertTrue(allowed(SEVEN));

    admin
        .patch("/admin/settings/decisions", Map.of("combining_rule", "permit-unless-deny"))
        .expect(422);
    assertTrue(allowed(SEVEN));
  }

  @Test
  void consoleChecksAndExplains() {
    admin
        .post(
            "/admin/users/" + alice + "/roles",
            Map.of("role", "reader", "resourceType", "document", "resourceId", "7"))
        .expect(200);
    String question = tenant.slug() + " user:" + alice + " " + READ;

    String yes = server.consoleByScript("lumoauth:check --resource document:7 " + question);
    String no = server.consoleByScript("lumoauth:authz-explain --resource document:8 " + question);

    assertTrue(yes.contains("Allowed. The role Reader, limited to document:7,"), yes);
    assertTrue(no.contains("Denied. "), no);
    assertTrue(no.contains("role_limits_not_met"), no);
    assertTrue(no.contains("may not, by deny-overrides."), no);
  }

  private void choose(String rule, List<String> order) {
    admin
        .patch("/admin/settings/decisions", Map.of("combining_rule", rule, "model_order", order))
        .expect(200);
  }

  private boolean allowed(Map<String, Object> resource) {
    return check(resource).path("allowed").asBoolean();
  }

  private JsonNode check(Map<String, Object> resource) {
    Map<String, Object> body =
        resource == null
            ? Map.of("permission", READ, "user_id", alice)
            : Map.of("permission", READ, "user_id", alice, "resource", resource);
    return admin.post("/authz/check", body).expect(200).body();
  }

  private List<String> permissions(String more) {
    List<String> slugs = new ArrayList<>();
    admin
        .get("/authz/permissions?user_id=" + alice + more)
        .expect(200)
        .data()
        .forEach(each -> slugs.add(each.path("slug").asText()));
    return slugs;
  }

  private List<String> statuses(String path) {
    List<String> statuses = new ArrayList<>();
    admin.get(path).expect(200).data().forEach(each -> statuses.add(each.path("status").asText()));
    return statuses;
  }

  private static List<String> models(JsonNode part) {
    List<String> models = new ArrayList<>();
    part.path("votes").forEach(each -> models.add(each.path("model").asText()));
    return models;
  }

  private String user(String email) {
    return admin
        .post("/admin/users", Map.of("email", email))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private String group(String name) {
    return admin.post("/admin/groups", Map.of("name", name)).expect(201).data().path("id").asText();
  }
}
