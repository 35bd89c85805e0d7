/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What AuthZEN's searches find among the relations of a tenant, on the shipped server. */
@ExtendWith(DefaultServerExtension.class)
class AuthzenSearchIT {
  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type folder
        relations
          define viewer: [user, user:*]
      type document
        relations
          define parent: [folder]
          define owner: [user]
          define can_read: [user] or owner or viewer from parent
      type memo
        relations
          define reader: [user, user with in_office]
      condition in_office(network: string) {
        network == "office"
      }
      """;

  private static TestTenant tenant;
  private static String ann;
  private static String bob;
  private static String eve;

  @BeforeAll
  static void install(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
    ann = user("ann");
    bob = user("bob");
    eve = user("eve");
    tenant
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", MODEL))
        .expect(201);
    List<Map<String, String>> writes = new ArrayList<>();
    writes.add(tuple("document:plan", "owner", "user:" + ann));
    writes.add(tuple("document:plan", "can_read", "user:" + bob));
    writes.add(tuple("document:plan", "can_read", "user:" + eve));
    writes.add(tuple("document:plan", "can_read", "user:usr_nobody"));
    writes.add(tuple("document:draft", "owner", "user:" + ann));
    writes.add(tuple("folder:public", "viewer", "user:*"));
    writes.add(tuple("document:news", "parent", "folder:public"));
    tenant.admin().post("/zanzibar/tuples/batch", Map.of("writes", writes)).expect(200);
    tenant.admin().patch("/admin/users/" + eve, Map.of("isActive", false)).expect(200);
  }

  @Test
  void findsAllowedSubjectsButNoUnknownOrDisabledOnes() {
    JsonNode found = subjects("plan", Map.of());

    assertEquals(Set.of(ann, bob), ids(found));
    assertTrue(isLastPage(found), found.toString());
    for (String id : ids(found)) {
      assertTrue(evaluated(id, "plan"), id);
    }
  }

  @Test
  void paginatesSubjects() {
    Set<String> all = new TreeSet<>();
    Map<String, Object> page = new HashMap<>(Map.of("limit", 1));
    for (int i = 0; i < 10; i++) {
      JsonNode found = subjects("plan", page);
      all.addAll(ids(found));
      String next = found.path("page").path("next_token").asText();
      assertEquals(next.isEmpty(), isLastPage(found), found.toString());
      if (next.isEmpty()) {
        break;
      }
      page.put("token", next);
    }

    assertEquals(Set.of(ann, bob), all);
  }

  @Test
  void expandsPublicAccessToAllUsers() {
    JsonNode found = subjects("news", Map.of());

    assertTrue(isLastPage(found), found.toString());
    assertTrue(ids(found).containsAll(Set.of(ann, bob)), found.toString());
    assertFalse(ids(found).contains(eve), found.toString());
    for (String id : ids(found)) {
      assertTrue(evaluated(id, "news"), id);
    }
  }

  /**
   * No relation tells of them; and whom a policy forbids it is not found, though a role gives it.
   */
  @Test
  void findsSubjectsPermittedByRoleUnlessAPolicyDenies() {
    ApiClient admin = tenant.admin();
    admin
        .post("/admin/permissions", Map.of("name", "Archive", "slug", "report.archive"))
        .expect(201);
    admin
        .post("/admin/roles", Map.of("name", "Archivist", "permissions", List.of("report.archive")))
        .expect(201);
    admin.post("/admin/users/" + bob + "/roles", Map.of("roles", List.of("archivist"))).expect(200);
    admin
        .post(
            "/admin/roles/archivist/assignments",
            Map.of(
                "subject", Map.of("type", "user", "id", ann),
                "resourceType", "report",
                "resourceId", "7"))
        .expect(201);

    assertEquals(Set.of(ann, bob), ids(archivers("7")));
    assertEquals(Set.of(bob), ids(archivers("8")));
    assertEquals(Set.of("7"), ids(resources(ann, "archive", "report")));

    admin
        .post(
            "/abac/policies",
            Map.of(
                "name", "no archiving by ann",
                "resourceType", "report",
                "action", "archive",
                "effect", "deny",
                "conditions",
                    Map.of(
                        "all",
                        List.of(
                            Map.of(
                                "attribute", "user.email",
                                "operator", "equals",
                                "value", "ann@example.com")))))
        .expect(201);

    assertEquals(Set.of(bob), ids(archivers("7")));
    assertEquals(Set.of(), ids(resources(ann, "archive", "report")));
  }

  private static JsonNode archivers(String report) {
    return tenant
        .admin()
        .post(
            "/access/v1/search/subject",
            Map.of(
                "subject", Map.of("type", "user"),
                "action", Map.of("name", "archive"),
                "resource", Map.of("type", "report", "id", report)))
        .expect(200)
        .body();
  }

  @Test
  void findsResourcesOfASubjectByAnyIdentifier() {
    assertEquals(Set.of("draft", "news", "plan"), ids(resources(ann)));
    assertEquals(Set.of("draft", "news", "plan"), ids(resources("ann@example.com")));
    assertEquals(Set.of("news", "plan"), ids(resources("bob")));
    assertEquals(Set.of(), ids(resources(eve)));
  }

  @Test
  void findsActionsThatAreRelations() {
    JsonNode found =
        tenant
            .admin()
            .post(
                "/access/v1/search/action",
                Map.of(
                    "subject", Map.of("type", "user", "id", ann),
                    "resource", Map.of("type", "document", "id", "plan")))
            .expect(200)
            .body();

    List<String> names = new ArrayList<>();
    found.path("results").forEach(each -> names.add(each.path("name").asText()));
    assertEquals(List.of("can_read", "owner"), names);
  }

  @Test
  void findsNothingForUnknownTypeOrRelation() {
    for (Map<String, Object> wanted :
        List.<Map<String, Object>>of(
            Map.of("type", "spaceship", "id", "1"), Map.of("type", "folder", "id", "public"))) {
      JsonNode found =
          tenant
              .admin()
              .post(
                  "/access/v1/search/subject",
                  Map.of(
                      "subject", Map.of("type", "user"),
                      "action", Map.of("name", "launch"),
                      "resource", wanted))
              .expect(200)
              .body();

      assertEquals(Set.of(), ids(found));
    }
  }

  /** A condition that lacks a value of the context says nothing of the candidate. */
  @Test
  void leavesOutCandidatesWhoseConditionLacksContext() {
    Map<String, Object> condition = Map.of("name", "in_office", "context", Map.of());
    Map<String, Object> office = new HashMap<>(tuple("memo:1", "reader", "user:" + ann));
    office.put("condition", condition);
    Map<String, Object> other = new HashMap<>(tuple("memo:2", "reader", "user:" + bob));
    other.put("condition", condition);
    tenant
        .admin()
        .post(
            "/zanzibar/tuples/batch",
            Map.of("writes", List.of(office, other, tuple("memo:1", "reader", "user:" + bob))))
        .expect(200);

    JsonNode subjects = memo("subject", Map.of("subject", Map.of("type", "user")), Map.of());
    assertEquals(Set.of(bob), ids(subjects));
    assertFalse(isLastPage(subjects), subjects.toString());
    JsonNode resources =
        memo(
            "resource",
            Map.of(
                "subject", Map.of("type", "user", "id", bob), "resource", Map.of("type", "memo")),
            Map.of());
    assertEquals(Set.of("1"), ids(resources));
    assertFalse(isLastPage(resources), resources.toString());
    JsonNode actions =
        memo("action", Map.of("subject", Map.of("type", "user", "id", ann)), Map.of());
    assertEquals(0, actions.path("results").size(), actions.toString());
    assertFalse(isLastPage(actions), actions.toString());

    JsonNode known =
        memo("subject", Map.of("subject", Map.of("type", "user")), Map.of("network", "office"));
    assertEquals(Set.of(ann, bob), ids(known));
    assertTrue(isLastPage(known), known.toString());
  }

  private static JsonNode memo(String what, Map<String, Object> own, Map<String, Object> context) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "action", Map.of("name", "reader"),
                "resource", Map.of("type", "memo", "id", "1"),
                "context", context));
    body.putAll(own);
    if (what.equals("action")) {
      body.remove("action");
    }
    return tenant.admin().post("/access/v1/search/" + what, body).expect(200).body();
  }

  @Test
  void returnsPageMemberFirst() {
    assertEquals("page", subjects("plan", Map.of()).fieldNames().next());
    assertEquals("page", resources(ann).fieldNames().next());
  }

  @Test
  void refusesInvalidPageToken() {
    tenant
        .admin()
        .post("/access/v1/search/subject", subjectQuestion("plan", Map.of("token", "nonsense")))
        .expect(400);
  }

  @Test
  void metadataListsSearchEndpoints() {
    JsonNode metadata = tenant.admin().get("/.well-known/authzen-configuration").expect(200).body();

    assertEquals(
        tenant.admin().base() + "/access/v1/search/subject",
        metadata.path("search_subject_endpoint").asText());
    assertEquals(
        tenant.admin().base() + "/access/v1/search/resource",
        metadata.path("search_resource_endpoint").asText());
  }

  private static Map<String, Object> subjectQuestion(String document, Map<String, Object> page) {
    return Map.of(
        "subject", Map.of("type", "user"),
        "action", Map.of("name", "read"),
        "resource", Map.of("type", "document", "id", document),
        "page", page);
  }

  private static JsonNode subjects(String document, Map<String, Object> page) {
    return tenant
        .admin()
        .post("/access/v1/search/subject", subjectQuestion(document, page))
        .expect(200)
        .body();
  }

  private static JsonNode resources(String user) {
    return resources(user, "can_read", "document");
  }

  private static JsonNode resources(String user, String action, String type) {
    return tenant
        .admin()
        .post(
            "/access/v1/search/resource",
            Map.of(
                "subject", Map.of("type", "user", "id", user),
                "action", Map.of("name", action),
                "resource", Map.of("type", type)))
        .expect(200)
        .body();
  }

  private static boolean evaluated(String user, String document) {
    return tenant
        .admin()
        .post(
            "/access/v1/evaluation",
            Map.of(
                "subject", Map.of("type", "user", "id", user),
                "action", Map.of("name", "read"),
                "resource", Map.of("type", "document", "id", document)))
        .expect(200)
        .body()
        .path("decision")
        .asBoolean();
  }

  private static boolean isLastPage(JsonNode found) {
    return found.path("page").path("properties").path("complete").asBoolean();
  }

  private static Set<String> ids(JsonNode found) {
    Set<String> ids = new TreeSet<>();
    found.path("results").forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  private static Map<String, String> tuple(String object, String relation, String subject) {
    return Map.of("object", object, "relation", relation, "subject", subject);
  }

  private static String user(String name) {
    return tenant
        .admin()
        .post("/admin/users", Map.of("email", name + "@example.com", "username", name))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }
}
