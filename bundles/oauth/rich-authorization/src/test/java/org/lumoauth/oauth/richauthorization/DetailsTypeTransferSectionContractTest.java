/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.oauth.richauthorization.transfer.DetailsTypeTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DetailsTypeTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new DetailsTypeTransferSection(new DetailsTypeFixture(database).types);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        type("payment", "A payment", "maximum"), type("account", "An account", "maximum"));
  }

  @Override
  protected Map<String, Object> changed() {
    return type("payment", "Any payment", "minimum");
  }

  private static Map<String, Object> type(String type, String name, String limit) {
    return Map.of(
        "type",
        type,
        "name",
        name,
        "words",
        Map.of("en", name + " of {amount}.", "de", "{amount}."),
        "schema",
        Map.of(
            "properties",
            Map.of("amount", Map.of("type", "integer", limit, 100)),
            "required",
            List.of("amount")));
  }
}
