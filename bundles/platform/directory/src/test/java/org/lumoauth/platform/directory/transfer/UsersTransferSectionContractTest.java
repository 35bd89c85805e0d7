/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class UsersTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private DirectoryFixture directory;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    directory = new DirectoryFixture(database);
    return new UsersTransferSection(
        directory.admin,
        directory.groups,
        directory.memberships,
        directory.heldRoles,
        directory.neighbours);
  }

  @Override
  protected void prepare(TenantContext tenant) {
    directory.roles.withRole(tenant, new RoleRef("rol_" + tenant.slug(), "Editor", "editor"));
    for (String name : List.of("Writers", "Staff")) {
      directory.groups.create(
          tenant, name, Optional.empty(), Optional.empty(), DirectoryFixture.SOMEBODY);
    }
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(user("bob@x.example", "bob"), user("ann@x.example", "ann"));
  }

  @Override
  protected Map<String, Object> changed() {
    var user = user("bob@x.example", "robert");
    user.put("name", "Robert");
    user.put("isActive", true);
    user.put("blocked", true);
    user.put("emailVerified", false);
    user.put("localized", Map.of("de", Map.of("name", "Robert")));
    user.put("roles", List.of());
    user.put("groups", List.of("staff"));
    user.put("address", Map.of("locality", "Paris"));
    return user;
  }

  private static Map<String, Object> user(String email, String username) {
    Map<String, Object> item = new HashMap<>();
    item.put("email", email);
    item.put("username", username);
    item.put("name", "Bob Baker");
    item.put("givenName", "Bob");
    item.put("familyName", "Baker");
    item.put("picture", "https://x.example/bob.png");
    item.put("emailVerified", true);
    item.put("phoneNumber", "+15551234");
    item.put("phoneNumberVerified", true);
    item.put("isActive", false);
    item.put("blocked", false);
    item.put("locale", "en-GB");
    item.put("zoneinfo", "Europe/London");
    item.put("address", Map.of("streetAddress", "12 Square\nFlat 2", "country", "UK"));
    item.put("middleName", "Ross");
    item.put("nickname", "Bobby");
    item.put("profile", "https://x.example/bob");
    item.put("website", "https://bob.example");
    item.put("gender", "male");
    item.put("birthdate", "1990");
    item.put("localized", Map.of("ja-Kana-JP", Map.of("name", "ボブ")));
    item.put("roles", List.of("editor"));
    item.put("groups", List.of("staff", "writers"));
    return item;
  }
}
