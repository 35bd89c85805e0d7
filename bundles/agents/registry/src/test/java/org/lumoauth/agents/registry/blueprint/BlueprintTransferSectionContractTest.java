/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class BlueprintTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    var registry = new AgentRegistryFixture(database.units());
    return new BlueprintTransferSection(registry.blueprintStore, registry.blueprints);
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        blueprint("clerk", "Files.\nAlways.", List.of("files.read", "files.write"), true),
        blueprint("Clerk", "", List.of(), true),
        blueprint("Buyer", "Buys.", List.of("orders.write"), false));
  }

  @Override
  protected Map<String, Object> changed() {
    return blueprint("clerk", "Reads.", List.of("files.read"), false);
  }

  private static Map<String, Object> blueprint(
      String name, String description, List<String> capabilities, boolean active) {
    return Map.of(
        "name",
        name,
        "description",
        description,
        "capabilities",
        capabilities,
        "allowedIps",
        List.of("10.0.0.0/8", "192.0.2.1"),
        "isActive",
        active);
  }
}
