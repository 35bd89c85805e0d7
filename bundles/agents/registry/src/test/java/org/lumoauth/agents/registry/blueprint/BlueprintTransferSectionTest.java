/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class BlueprintTransferSectionTest {

  private static final Map<String, Object> CLERK =
      Map.of(
          "name",
          "Clerk",
          "description",
          "",
          "capabilities",
          List.of("files.read"),
          "allowedIps",
          List.of("10.0.0.0/8"),
          "isActive",
          true);

  @DatabaseTest
  void takesBackWhatItGave(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var section = new BlueprintTransferSection(registry.blueprintStore, registry.blueprints);
      section.put(ACME, CLERK, false, AuditInitiator.server("console"));

      var exported = section.export(ACME);
      assertEquals(List.of(CLERK), exported);
      section.put(OTHER, exported.get(0), false, AuditInitiator.server("console"));

      assertEquals(exported, section.export(OTHER));
    }
  }

  @DatabaseTest
  void refusesMembersThatABlueprintHasNot(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var section = new BlueprintTransferSection(registry.blueprintStore, registry.blueprints);

      for (Map<String, Object> bad :
          List.<Map<String, Object>>of(
              Map.of("name", "Clerk", "secret", "x"),
              Map.of("name", 7),
              Map.of("name", "Clerk", "capabilities", List.of(7)))) {
        assertEquals(422, assertThrows(ApiException.class, () -> section.check(bad)).status());
      }
    }
  }
}
