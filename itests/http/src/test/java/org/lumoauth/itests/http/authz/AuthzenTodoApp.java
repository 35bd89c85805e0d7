/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The Todo application of AuthZEN's interoperability events: five people, four roles, and the rule
 * that editors change and delete what is theirs.
 */
final class AuthzenTodoApp {
  private static final List<String> PERMISSIONS =
      List.of(
          "user.can_read_user",
          "todo.can_read_todos",
          "todo.can_create_todo",
          "todo.can_update_todo",
          "todo.can_delete_todo");

  private AuthzenTodoApp() {}

  /** Sets a tenant up for it. People have the ids of the application as usernames. */
  static void install(TestTenant tenant) {
    ApiClient admin = tenant.admin();
    for (String permission : PERMISSIONS) {
      admin.post("/admin/permissions", Map.of("name", permission, "slug", permission)).expect(201);
    }
    role(admin, "viewer", List.of("user.can_read_user", "todo.can_read_todos"), List.of());
    role(admin, "editor", List.of("todo.can_create_todo"), List.of("viewer"));
    role(admin, "todo-admin", List.of("todo.can_delete_todo"), List.of("editor"));
    role(admin, "evil_genius", List.of("todo.can_update_todo"), List.of("editor"));
    createOwnerPolicy(admin, "can_update_todo");
    createOwnerPolicy(admin, "can_delete_todo");
    person(admin, "A", "rick@the-citadel.com", "todo-admin", "evil_genius");
    person(admin, "E", "morty@the-citadel.com", "editor");
    person(admin, "I", "summer@the-smiths.com", "editor");
    person(admin, "M", "beth@the-smiths.com", "viewer");
    person(admin, "Q", "jerry@the-smiths.com", "viewer");
  }

  /** The id by which the application knows a person; they differ in one letter. */
  static String id(String letter) {
    return "CiRmZD" + letter + "2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs";
  }

  private static void role(
      ApiClient admin, String name, List<String> permissions, List<String> parents) {
    admin
        .post(
            "/admin/roles",
            Map.of("name", name, "slug", name, "permissions", permissions, "parents", parents))
        .expect(201);
  }

  private static void createOwnerPolicy(ApiClient admin, String action) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("name", "Own todos: " + action);
    policy.put("slug", "own-" + action.replace('_', '-'));
    policy.put("resourceType", "todo");
    policy.put("action", action);
    policy.put("effect", "allow");
    policy.put(
        "conditions",
        Map.of(
            "operator",
            "AND",
            "conditions",
            List.of(
                Map.of("subject", "user.roles", "operator", "contains", "value", "editor"),
                Map.of(
                    "subject", "user.email", "operator", "equals", "value", "$resource.ownerID"))));
    admin.post("/abac/policies", policy).expect(201);
  }

  private static void person(ApiClient admin, String letter, String email, String... roles) {
    admin
        .post(
            "/admin/users", Map.of("email", email, "username", id(letter), "roles", List.of(roles)))
        .expect(201);
  }
}
