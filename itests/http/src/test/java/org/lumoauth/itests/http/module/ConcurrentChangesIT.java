/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.race.ConcurrentRunner;

/** Several administrators make, change and remove the same at once: none meets a failure. */
@ExtendWith(DefaultServerExtension.class)
class ConcurrentChangesIT {

  /**
   * Done, gone or taken by another (422 for what a body names), or overtaken: never a defect of the
   * server.
   */
  private static final Set<Integer> TOLD = Set.of(200, 201, 204, 404, 409, 412, 422, 503);

  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    tenant = TestTenant.create(shared);
  }

  /** A kind of thing: where it is, what makes one, and what changes it. */
  private record ResourceKind(String path, Map<String, Object> made, Map<String, Object> change) {
    @Override
    public String toString() {
      return path;
    }
  }

  private static List<ResourceKind> kinds() {
    return List.of(
        new ResourceKind("groups", Map.of("name", "At once"), Map.of("name", "Other")),
        new ResourceKind("users", Map.of("email", "once@example.com"), Map.of("name", "Other")),
        new ResourceKind("permissions", Map.of("slug", "at.once"), Map.of("name", "Other")),
        new ResourceKind("roles", Map.of("name", "At once"), Map.of("name", "Other")),
        new ResourceKind(
            "clients",
            Map.of("name", "At once", "redirectUris", List.of(TestApplication.REDIRECT_URI)),
            Map.of("name", "Other")),
        new ResourceKind("agents", Map.of("name", "At once"), Map.of("description", "Other")),
        new ResourceKind("agents/blueprints", Map.of("name", "At once"), Map.of("name", "Other")),
        new ResourceKind(
            "mcp/servers",
            Map.of("name", "At once", "resource_uri", "https://once.example/mcp"),
            Map.of("name", "Other")),
        new ResourceKind(
            "api-keys",
            Map.of("name", "At once", "scopes", List.of("admin")),
            Map.of("name", "Other")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersConcurrentChangesWithoutServerError(ResourceKind kind) throws Exception {
    String all = "/admin/" + kind.path();
    var made = ConcurrentRunner.runAll(4, number -> tenant.admin().post(all, kind.made()));

    made.forEach(ConcurrentChangesIT::assertExpected);
    String one = all + "/" + id(made);
    ConcurrentRunner.runAll(
            4,
            number ->
                number < 2 ? tenant.admin().patch(one, kind.change()) : tenant.admin().delete(one))
        .forEach(ConcurrentChangesIT::assertExpected);
  }

  @Test
  void answersConcurrentMembershipChangesWithoutServerError() throws Exception {
    for (int round = 0; round < 3; round++) {
      String group = make("groups", Map.of("name", "Group " + round));
      String inner = make("groups", Map.of("name", "Inner " + round));
      String user = make("users", Map.of("email", "member" + round + "@example.com"));
      assertAllExpected(
          () -> tenant.admin().post(members(group), Map.of("userId", user)),
          () -> tenant.admin().post(members(group), Map.of("userId", user)),
          () -> tenant.admin().delete(members(group) + "/" + user),
          () -> tenant.admin().delete("/admin/users/" + user),
          () -> tenant.admin().post(members(group), Map.of("groupId", inner)),
          () -> tenant.admin().post(members(inner), Map.of("groupId", group)),
          () -> tenant.admin().delete("/admin/groups/" + inner));
    }
  }

  @Test
  void answersConcurrentRoleChangesWithoutServerError() throws Exception {
    for (int round = 0; round < 3; round++) {
      String role = make("roles", Map.of("name", "Role " + round));
      String user = make("users", Map.of("email", "holder" + round + "@example.com"));
      String holders = "/admin/roles/" + role + "/users";
      assertAllExpected(
          () -> tenant.admin().post(holders, Map.of("userId", user)),
          () -> tenant.admin().post(holders, Map.of("userId", user)),
          () -> tenant.admin().delete(holders + "/" + user),
          () -> tenant.admin().delete("/admin/users/" + user),
          () -> tenant.admin().delete("/admin/roles/" + role));
    }
  }

  private static String make(String kind, Map<String, Object> made) {
    return tenant.admin().post("/admin/" + kind, made).expect(201).data().path("id").asText();
  }

  private static String members(String group) {
    return "/admin/groups/" + group + "/members";
  }

  @SafeVarargs
  private static void assertAllExpected(Supplier<ApiClient.Answer>... calls) throws Exception {
    ConcurrentRunner.runAll(calls.length, number -> calls[number].get())
        .forEach(ConcurrentChangesIT::assertExpected);
  }

  private static String id(List<ApiClient.Answer> made) {
    var data =
        made.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow().data();
    return data.path(data.has("id") ? "id" : "clientId").asText();
  }

  private static void assertExpected(ApiClient.Answer answer) {
    assertTrue(TOLD.contains(answer.status()), () -> answer.status() + " " + answer.text());
  }
}
