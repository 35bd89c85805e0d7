/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class GroupNestingTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private DirectoryFixture directory;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    directory = new DirectoryFixture(database);
    return new GroupNestingTransferSection(directory.groups);
  }

  @Override
  protected void prepare(TenantContext tenant) {
    for (String name : List.of("Writers", "Staff", "Poets", "Critics")) {
      directory.groups.create(
          tenant, name, Optional.empty(), Optional.empty(), DirectoryFixture.SOMEBODY);
    }
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of("group", "writers", "inside", List.of("critics", "poets")),
        Map.of("group", "staff", "inside", List.of("writers")));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of("group", "writers", "inside", List.of("poets"));
  }
}
