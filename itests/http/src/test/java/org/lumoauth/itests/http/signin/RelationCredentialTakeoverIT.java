/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestPerson;

/**
 * A caller with one part of the administration obtains no credential of a subject of a relation.
 */
@ExtendWith(DefaultServerExtension.class)
class RelationCredentialTakeoverIT extends CredentialTakeoverTestBase {

  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type agent
      type client
      type api_key
      type group
        relations
          define member: [user]
      type invoice
        relations
          define payer: [user, agent, client, api_key, group, group#member]
      """;

  @Test
  void refusesTrustRulesOfBlueprintIfAnInstanceHasARelation() {
    assertInstanceIsProtected(instance -> createRelation("agent:" + instance));
  }

  @Test
  void refusesCredentialsOfUserWithRelation() {
    TestPerson owner = TestPerson.create(server, tenant);
    createRelation("user:" + owner.id());

    assertRefused(
        userCredentialOperations(owner.id()), "admin:users", "admin:sessions", "admin:relations");
  }

  @Test
  void refusesCredentialsOfUserWithGroupRelation() {
    TestPerson member = TestPerson.create(server, tenant);
    String group = group("Clerks");
    tenant
        .admin()
        .post("/admin/groups/clerks/members", Map.of("userIds", List.of(member.id())))
        .expect(200);
    createRelation("group:" + group + "#member");

    assertRefused(userCredentialOperations(member.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesMembershipOfGroupWithRelation() {
    TestPerson outsider = TestPerson.create(server, tenant);
    createRelation("group:" + group("Clerks") + "#member");
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put(
        "members",
        api -> api.post("/admin/groups/clerks/members", Map.of("userIds", List.of(outsider.id()))));
    ways.put(
        "groups of the user",
        api ->
            api.post(
                "/admin/users/" + outsider.id() + "/groups", Map.of("groups", List.of("clerks"))));
    ways.put(
        "change of the user",
        api -> api.patch("/admin/users/" + outsider.id(), Map.of("groups", List.of("clerks"))));

    assertRefused(ways, "admin:users", "admin:groups");
  }

  @Test
  void refusesCredentialsOfAgentsAndKeysWithRelation() {
    String agent = tenant.agent("Courier", List.of(), List.of()).id();
    createRelation("agent:" + agent);
    JsonNode made =
        tenant
            .admin()
            .post(
                "/admin/api-keys", Map.of("name", "Reader", "scopes", List.of("admin:users:read")))
            .expect(201)
            .data();
    createRelation("api_key:" + made.path("id").asText());

    key("admin:agents").post("/admin/agents/" + agent + "/token", NOTHING).expect(403);
    key("admin:apikeys", "admin:users")
        .patch("/admin/api-keys/" + made.path("id").asText(), Map.of("name", "Mine"))
        .expect(403);
  }

  @Test
  void refusesCredentialsOfClientWithRelation() {
    String id = client(List.of());
    createRelation("client:" + id);

    assertRefused(clientCredentialOperations(id), "admin:clients");
  }

  @Test
  void hidesRelationFromCallerWithoutReadPermission() {
    TestPerson owner = TestPerson.create(server, tenant);
    createRelation("user:" + owner.id());

    String told =
        key("admin:users").post("/admin/users/" + owner.id() + "/password", PASSWORD).text();

    assertTrue(told.contains("roles.write"), told);
    assertFalse(told.contains("invoice"), told);
  }

  private void createRelation(String subject) {
    tenant
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", MODEL))
        .expect(201);
    tenant
        .admin()
        .post(
            "/zanzibar/tuples",
            Map.of("object", "invoice:7", "relation", "payer", "subject", subject))
        .expect(200);
  }
}
