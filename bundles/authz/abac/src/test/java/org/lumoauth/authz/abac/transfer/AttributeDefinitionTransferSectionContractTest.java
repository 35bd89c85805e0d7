/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AttributeDefinitionTransferSectionContractTest
    extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new AttributeDefinitionTransferSection(new AbacModuleFixture(database).definitions);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        level("Level", 10, 3),
        Map.of(
            "attribute",
            "resource.owner",
            "name",
            "Owner",
            "dataType",
            "string",
            "validationRules",
            Map.of(),
            "isRequired",
            false));
  }

  @Override
  protected Map<String, Object> changed() {
    return level("Grade", 20, 4);
  }

  private static Map<String, Object> level(String name, int most, int standard) {
    return Map.of(
        "attribute",
        "user.level",
        "name",
        name,
        "description",
        "How high.",
        "dataType",
        "number",
        "validationRules",
        Map.of("max", most),
        "defaultValue",
        standard,
        "isRequired",
        true);
  }
}
