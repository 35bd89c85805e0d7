/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RelationModelTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    var world =
        new RebacModuleFixture(
            database.units(), RebacTestConfig.standard(), RebacModuleFixture.Shared.written());
    return new RelationModelTransferSection(world.stores, world.models);
  }

  /** A tenant has one. */
  @Override
  protected List<Map<String, Object>> items() {
    return List.of(model("viewer"));
  }

  @Override
  protected Map<String, Object> changed() {
    return model("reader");
  }

  private static Map<String, Object> model(String relation) {
    var text =
        "model\n  schema 1.1\ntype user\ntype doc\n  relations\n    define %s: [user]\n"
            .formatted(relation);
    return Map.of(
        "store",
        "standard",
        "language",
        "openfga_dsl",
        "files",
        List.of(Map.of("name", "model", "text", text)));
  }
}
