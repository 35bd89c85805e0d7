/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Responses describe the roles and permissions of users and groups with IDs, names and
 * descriptions.
 */
@ExtendWith(DefaultServerExtension.class)
class RoleResponseFormatIT {
  private ApiClient admin;
  private JsonNode permission;

  @BeforeEach
  void prepare(TestServer shared) throws Exception {
    admin = TestTenant.create(shared).admin();
    permission =
        admin
            .post(
                "/admin/permissions",
                Map.of("slug", "papers.read", "name", "Read papers", "description", "All of them"))
            .expect(201)
            .data();
    Map<String, Object> role =
        Map.of(
            "name", "Reader", "description", "Reads papers", "permissions", List.of("papers.read"));
    admin.post("/admin/roles", role).expect(201);
    admin.post("/admin/groups", Map.of("name", "Staff", "roles", List.of("reader"))).expect(201);
    admin
        .post("/admin/users", Map.of("email", "ada@example.com", "roles", List.of("reader")))
        .expect(201);
  }

  @Test
  void describesTheRolesOfUsersAndGroups() {
    for (String holder : List.of("users/ada@example.com", "groups/staff")) {
      JsonNode held = only("/admin/" + holder + "/roles");

      assertEquals("Reads papers", held.path("description").asText(), holder);
    }
  }

  @Test
  void returnsUserPermissionsWithNumericIds() {
    JsonNode held = only("/admin/users/ada@example.com/permissions");

    assertTrue(held.path("id").isIntegralNumber(), held.toString());
    for (String member : List.of("id", "name", "slug", "description")) {
      assertEquals(permission.path(member), held.path(member), member);
    }
  }

  private JsonNode only(String path) {
    JsonNode data = admin.get(path).expect(200).data();
    assertEquals(1, data.size(), data.toString());
    return data.path(0);
  }
}
