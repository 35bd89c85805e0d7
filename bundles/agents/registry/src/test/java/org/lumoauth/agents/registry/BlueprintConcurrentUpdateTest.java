/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.registry.blueprint.BlueprintRequestBody;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class BlueprintConcurrentUpdateTest {

  @DatabaseTest
  void makesEachOfSeveralChangesOfABlueprintAndRecordsWhatItChanged(TestDatabase database)
      throws Exception {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var clerk = new BlueprintRequestBody("Clerk", null, List.of("files.read"), null, null);
      var id = registry.blueprints.create(ACME, clerk, ChangeAttribution.CONSOLE).id();

      ConcurrentRunner.runAll(
          4,
          writer ->
              registry.blueprints.change(
                  ACME,
                  id,
                  new BlueprintRequestBody("Clerk " + writer, null, null, null, null),
                  ChangeAttribution.CONSOLE));

      var displaced = names(registry, "oldValue");
      displaced.add(registry.blueprints.require(ACME, id).name());
      var put = names(registry, "newValue");
      put.add("Clerk");
      assertEquals(put.stream().sorted().toList(), displaced.stream().sorted().toList());
    }
  }

  private static List<String> names(AgentRegistryFixture registry, String side) {
    return new ArrayList<>(
        registry.audit.of(ACME.id()).stream()
            .map(AuditRecord::event)
            .filter(event -> event.action().equals("agent.blueprint.updated"))
            .map(event -> (String) ((Map<?, ?>) event.details().get(side)).get("name"))
            .toList());
  }
}
