/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GroupsTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private DirectoryFixture directory;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    directory = new DirectoryFixture(database);
    return new GroupsTransferSection(directory.groups, directory.heldRoles, directory.neighbours);
  }

  @Override
  protected void prepare(TenantContext tenant) {
    directory
        .roles
        .withRole(tenant, new RoleRef("rol_1_" + tenant.slug(), "Editor", "editor"))
        .withRole(tenant, new RoleRef("rol_2_" + tenant.slug(), "Author", "author"));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of(
            "slug",
            "writers",
            "name",
            "Writers",
            "description",
            "Write.",
            "roles",
            List.of("author", "editor")),
        Map.of("slug", "staff", "name", "Staff", "roles", List.of()));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of(
        "slug", "writers", "name", "Editors", "description", "Edit.", "roles", List.of("editor"));
  }
}
