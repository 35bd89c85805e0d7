/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AbacTransferSectionsTest {

  private static void copy(TenantTransferSection section, boolean exists) {
    for (var item : section.export(ACME)) {
      section.check(item);
      section.put(GLOBEX, item, exists, SOMEBODY);
    }
    assertEquals(section.export(ACME).toString(), section.export(GLOBEX).toString());
  }

  @DatabaseTest
  void exportsWhatAnotherTenantImports(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "level", "number");
      world.define("resource", "level", "number");
      world.policy("allow", all(is("user.level", "gte", "$resource.level")));
      world.policy("deny", null);
      var attributes = new AttributeDefinitionTransferSection(world.definitions);
      var policies = new PolicyTransferSection(world.policies);

      copy(attributes, false);
      copy(policies, false);
      copy(attributes, true);
      copy(policies, true);

      assertEquals(
          List.of("resource.level", "user.level"),
          attributes.export(GLOBEX).stream().map(item -> item.get("attribute")).toList());
    }
  }

  @DatabaseTest
  void refusesItemsThatAreMalformed(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var attributes = new AttributeDefinitionTransferSection(world.definitions);
      var policies = new PolicyTransferSection(world.policies);

      for (var item :
          List.<Map<String, Object>>of(
              Map.of("name", "x", "dataType", "string"),
              Map.of("attribute", "level", "name", "x", "dataType", "string"),
              Map.of("attribute", "group.level", "name", "x", "dataType", "string"))) {
        assertThrows(ApiException.class, () -> attributes.check(item), item.toString());
      }
      for (var item :
          List.<Map<String, Object>>of(
              Map.of("name", "x", "effect", "allow"),
              Map.of("slug", "x", "name", "x", "effect", "no"),
              Map.of("slug", "x", "name", "x", "effect", "allow", "conditions", List.of(1)))) {
        assertThrows(ApiException.class, () -> policies.check(item), item.toString());
      }
    }
  }
}
