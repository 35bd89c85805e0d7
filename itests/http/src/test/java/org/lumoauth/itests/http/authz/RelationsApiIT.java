/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant's relations over HTTP: who may, what is refused, and what decisions make of them. */
@ExtendWith(DefaultServerExtension.class)
class RelationsApiIT {
  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type agent
      type document
        relations
          define owner: [user, agent]
          define can_read: [user:*] or owner
      """;
  private static final Map<String, Object> ANNE =
      Map.of("object", "document:plan", "relation", "owner", "subject", "user:anne");

  private final TestServer server;
  private TestTenant tenant;

  RelationsApiIT(TestServer server) {
    this.server = server;
  }

  @BeforeEach
  void createTenantWithModel() throws IOException {
    tenant = TestTenant.create(server);
    tenant.admin().post("/zanzibar/models", model(MODEL)).expect(201);
  }

  @Test
  void readsOwnWriteByConsistencyToken() {
    String token =
        tenant.admin().post("/zanzibar/tuples", ANNE).expect(200).body().path("token").asText();

    assertTrue(
        check(Map.of("token", token, "consistency", "at_least_as_fresh"))
            .path("allowed")
            .asBoolean());
    assertTrue(check(Map.of("consistency", "fully_consistent")).path("allowed").asBoolean());
  }

  @Test
  void reportsPositionOfModelError() {
    ApiClient.Answer answer =
        tenant.admin().post("/zanzibar/models", model(MODEL.replace("[user, agent]", "[usr]")));

    JsonNode error = answer.expect(422).body().path("details").path("errors").path(0);
    assertEquals(7, error.path("line").asInt());
    assertEquals(20, error.path("column").asInt());
  }

  @Test
  void appliesWritesAtomically() {
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    Map<String, Object> bob =
        Map.of("object", "document:plan", "relation", "owner", "subject", "user:bob");

    tenant.admin().post("/zanzibar/tuples/batch", Map.of("writes", List.of(bob, ANNE))).expect(409);
    tenant
        .admin()
        .post(
            "/zanzibar/tuples/batch",
            Map.of(
                "writes",
                List.of(bob),
                "preconditions",
                List.of(Map.of("filter", ANNE, "exists", false))))
        .expect(412);

    JsonNode kept = tenant.admin().get("/zanzibar/tuples").expect(200).body();
    assertEquals(1, kept.path("data").size());
    assertTrue(kept.path("complete").asBoolean());
  }

  @Test
  void appliesWriteWithSameIdempotencyKeyOnce() {
    Map<String, Object> change = Map.of("writes", List.of(ANNE), "idempotency_key", "mine");

    String first =
        tenant.admin().post("/zanzibar/tuples/batch", change).expect(200).body().toString();
    String second =
        tenant.admin().post("/zanzibar/tuples/batch", change).expect(200).body().toString();

    assertEquals(first, second);
  }

  @Test
  void deletesTupleGivenInBodyOrQuery() {
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    tenant.admin().json("DELETE", "/zanzibar/tuples", ANNE).expect(200);
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    tenant
        .admin()
        .delete("/zanzibar/tuples?object=document:plan&relation=owner&subject=user:anne")
        .expect(200);

    tenant.admin().json("DELETE", "/zanzibar/tuples", ANNE).expect(404);
  }

  @Test
  void limitsCallerToItsScope() {
    ApiClient reader = key("admin:relations:read");
    ApiClient asker = key("authz:check");

    reader.get("/zanzibar/tuples").expect(200);
    reader.get("/openfga/stores").expect(200);
    reader.post("/zanzibar/tuples", ANNE).expect(403);
    reader.post("/zanzibar/models", model(MODEL)).expect(403);
    reader.post("/openfga/stores", Map.of("name", "mine")).expect(403);
    assertEquals(
        "insufficient_permissions",
        reader.post("/zanzibar/check", ANNE).expect(403).body().path("code").asText());
    asker.post("/zanzibar/check", ANNE).expect(200);
    asker.get("/zanzibar/tuples").expect(403);
  }

  @Test
  void limitsAgentToQuestionsAboutItself() {
    TestTenant.Agent agent = tenant.agent("Reader", List.of("documents.read"), List.of());
    ApiClient api = agent.authenticated();
    Map<String, Object> own =
        Map.of("object", "document:plan", "relation", "owner", "subject", "agent:" + agent.id());

    assertFalse(api.post("/zanzibar/check", own).expect(200).body().path("allowed").asBoolean());
    for (ApiClient.Answer refused :
        List.of(api.post("/zanzibar/check", ANNE), api.post("/zanzibar/expand", own))) {
      assertEquals(
          "insufficient_permissions",
          refused.expect(403).body().path("error").asText(),
          refused.toString());
    }
  }

  @Test
  void usesRelationsInDecisions() {
    TestTenant.Agent agent = tenant.agent("Reader", List.of("documents.read"), List.of());
    Map<String, Object> question =
        Map.of(
            "action",
            "documents.read",
            "resource",
            Map.of("type", "document", "id", "plan"),
            "explain",
            "full");

    JsonNode before = agent.authenticated().post("/agents/ask", question).expect(200).body();
    tenant
        .admin()
        .post(
            "/zanzibar/tuples",
            Map.of(
                "object", "document:plan", "relation", "owner", "subject", "agent:" + agent.id()))
        .expect(200);
    JsonNode after = agent.authenticated().post("/agents/ask", question).expect(200).body();

    assertTrue(before.toString().contains("\"no_relation\""), before.toString());
    assertTrue(after.toString().contains("\"relation_grants\""), after.toString());
    assertTrue(after.toString().contains("document:plan#owner@agent:"), after.toString());
  }

  @Test
  void exportsAndImportsRelations() throws IOException {
    ApiClient admin = tenant.admin();
    String holder =
        admin
            .post("/admin/users", Map.of("email", "holder@example.com"))
            .expect(201)
            .data()
            .path("id")
            .asText();
    admin.post("/admin/permissions", Map.of("name", "File", "slug", "ledger.file")).expect(201);
    admin
        .post("/admin/roles", Map.of("name", "Filer", "permissions", List.of("ledger.file")))
        .expect(201);
    admin
        .post(
            "/admin/roles/filer/assignments",
            Map.of(
                "subject", Map.of("type", "user", "id", holder),
                "resourceType", "ledger",
                "resourceId", "7"))
        .expect(201);
    JsonNode document = admin.get("/admin/export").expect(200).body();
    TestTenant copy = TestTenant.create(server);

    copy.admin().post("/admin/import?dryRun=false", document).expect(200);

    JsonNode same = copy.admin().get("/admin/export").expect(200).body();
    assertEquals(1, document.path("relation-models").size(), document.toString());
    assertEquals(document.path("relation-models"), same.path("relation-models"));
    assertEquals(
        "filer holder@example.com type:ledger id:7",
        same.path("limitedRoles").path(0).path("assignment").asText());
    assertEquals(document.path("limitedRoles"), same.path("limitedRoles"));
    copy.admin()
        .post("/zanzibar/tuples", ANNE)
        .expect(200); // it fits the model that came with the document
  }

  @Test
  void exportsTuplesOnRequest() throws IOException {
    ApiClient admin = tenant.admin();
    TestTenant copy = TestTenant.create(server);
    String mine = user(admin);
    String theirs = user(copy.admin());
    admin
        .post(
            "/zanzibar/tuples",
            Map.of("object", "document:plan", "relation", "owner", "subject", "user:" + mine))
        .expect(200);
    assertFalse(admin.get("/admin/export").expect(200).body().has("relation-tuples"));
    JsonNode document =
        admin.get("/admin/export?sections=relation-models,relation-tuples").expect(200).body();

    copy.admin().post("/admin/import?dryRun=false", document).expect(200);

    assertTrue(
        copy.admin()
            .post(
                "/zanzibar/check",
                Map.of("object", "document:plan", "relation", "owner", "subject", "user:" + theirs))
            .expect(200)
            .body()
            .path("allowed")
            .asBoolean());
    assertEquals(
        0,
        copy.admin()
            .post("/admin/import?dryRun=true", document)
            .expect(200)
            .body()
            .path("data")
            .size());
  }

  private static String user(ApiClient admin) {
    return admin
        .post("/admin/users", Map.of("email", "owner@example.com"))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  @Test
  void evaluatesModelInShadowMode() {
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    String candidate =
        tenant
            .admin()
            .post(
                "/zanzibar/models",
                Map.of(
                    "language",
                    "openfga_dsl",
                    "text",
                    MODEL.replace(" or owner", ""),
                    "make_current",
                    false))
            .expect(201)
            .data()
            .path("id")
            .asText();
    tenant.admin().put("/zanzibar/shadow", Map.of("model", candidate)).expect(200);

    assertTrue(check(Map.of("relation", "can_read")).path("allowed").asBoolean());

    JsonNode report = tenant.admin().get("/zanzibar/shadow").expect(200).data();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); // it is asked in its own thread
    while (report.path("compared").asInt() == 0 && System.nanoTime() < end) {
      report = tenant.admin().get("/zanzibar/shadow").expect(200).data();
    }
    assertEquals(candidate, report.path("model").asText());
    assertEquals(1, report.path("different").asInt(), report.toString());
    tenant.admin().delete("/zanzibar/shadow").expect(200);
    tenant.admin().get("/zanzibar/shadow").expect(404);
  }

  @Test
  void readsChangesSinceAToken() {
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    JsonNode first = tenant.admin().get("/zanzibar/changes").expect(200).body();
    String next = first.path("next").asText();
    assertEquals(1, first.path("data").size());
    assertEquals(0, changes(next).size());

    tenant.admin().json("DELETE", "/zanzibar/tuples", ANNE).expect(200);

    assertEquals("delete", changes(next).path(0).path("operation").asText());
    tenant.admin().get("/zanzibar/changes?after=forged").expect(400);
  }

  @Test
  void completesWaitingWatchOnAChange() throws Exception {
    tenant.admin().post("/zanzibar/tuples", ANNE).expect(200);
    String next = tenant.admin().get("/zanzibar/changes").expect(200).body().path("next").asText();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> tenant.admin().get("/zanzibar/changes?wait=20&after=" + next).expect(200).data());

    tenant.admin().json("DELETE", "/zanzibar/tuples", ANNE).expect(200);

    assertEquals("delete", waiting.get(60, TimeUnit.SECONDS).path(0).path("operation").asText());
    tenant.admin().get("/zanzibar/changes?wait=21").expect(422);
  }

  private JsonNode changes(String after) {
    return tenant.admin().get("/zanzibar/changes?after=" + after).expect(200).data();
  }

  private JsonNode check(Map<String, Object> more) {
    Map<String, Object> question = new HashMap<>(ANNE);
    question.putAll(more);
    return tenant.admin().post("/zanzibar/check", question).expect(200).body();
  }

  private ApiClient key(String scope) {
    String key =
        tenant
            .admin()
            .post("/admin/api-keys", Map.of("name", scope, "scopes", List.of(scope)))
            .expect(201)
            .body()
            .findPath("key")
            .asText();
    return tenant.admin().with("X-API-Key", key);
  }

  private static Map<String, Object> model(String text) {
    return Map.of("language", "openfga_dsl", "text", text);
  }
}
