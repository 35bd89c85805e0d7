/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RelationModelTransferSectionTest {

  private static final String TEXT =
      "model\n  schema 1.1\ntype user\ntype doc\n  relations\n    define viewer: [user]\n";
  private static final Map<String, Object> ITEM =
      Map.of(
          "store",
          "standard",
          "language",
          "openfga_dsl",
          "files",
          List.of(Map.of("name", "model", "text", TEXT)));

  @DatabaseTest
  void exportsWhatWasImported(TestDatabase database) {
    try (var world = world(database)) {
      var section = section(world);
      assertEquals(List.of(), section.export(RebacModuleFixture.ACME));

      section.check(ITEM);
      section.put(RebacModuleFixture.ACME, ITEM, false, RebacModuleFixture.SOMEBODY);

      assertEquals(List.of(ITEM), section.export(RebacModuleFixture.ACME));
      assertTrue(
          world.log.actions(RebacModuleFixture.ACME.id()).contains("relation.model.written"));
    }
  }

  @DatabaseTest
  void refusesAModelThatIsNone(TestDatabase database) {
    try (var world = world(database)) {
      var section = section(world);
      refused(section, "store", "other");
      refused(section, "language", "prolog");
      refused(section, "files", List.of());
      refused(section, "files", List.of("model"));
      refused(section, "files", List.of(Map.of("name", "model")));
      refused(section, "more", true);
      var problem =
          refused(
              section,
              "files",
              List.of(Map.of("name", "model", "text", TEXT.replace("[user]", "[usr]"))));
      assertTrue(problem.getMessage().startsWith("model:"), problem.getMessage());
    }
  }

  private static ApiException refused(
      RelationModelTransferSection section, String member, Object value) {
    var item = new HashMap<>(ITEM);
    item.put(member, value);
    var problem = assertThrows(ApiException.class, () -> section.check(item));
    assertEquals(422, problem.status());
    return problem;
  }

  private static RebacModuleFixture world(TestDatabase database) {
    return new RebacModuleFixture(
        database.units(), RebacTestConfig.standard(), RebacModuleFixture.Shared.written());
  }

  private static RelationModelTransferSection section(RebacModuleFixture world) {
    return new RelationModelTransferSection(world.stores, world.models);
  }
}
