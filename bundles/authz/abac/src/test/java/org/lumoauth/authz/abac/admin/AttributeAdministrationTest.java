/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.GLOBEX;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AttributeAdministrationTest {

  private static Map<String, Object> body(String type, Object... members) {
    Map<String, Object> body =
        new HashMap<>(Map.of("name", "Cost Center", "attributeType", "user", "dataType", type));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    return body;
  }

  private static int status(Executable call) {
    return assertThrows(ApiException.class, call).status();
  }

  private static void puts(AbacModuleFixture world, Object value) {
    world.values.putOfUser(ACME, ALICE.id(), "cost_center", value, SOMEBODY);
  }

  @DatabaseTest
  void checksValuesByTheirType(TestDatabase database) {
    Map<String, List<Object>> good =
        Map.of(
            "string", List.of("a", ""),
            "number", List.of(1, 1.5, -3),
            "boolean", List.of(true, false),
            "array", List.of(List.of(), List.of("a", 1, true)),
            "date", List.of("2026-01-31", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5+01:00"));
    List<Object> bad =
        List.of(Map.of("a", 1), List.of(List.of()), "x".repeat(9_000), Double.POSITIVE_INFINITY);
    for (var each : good.entrySet()) {
      try (var world = new AbacModuleFixture(database)) {
        world.tenantData.erase(ACME.id());
        world.definitions.create(ACME, body(each.getKey()), SOMEBODY);
        each.getValue().forEach(value -> puts(world, value));
        bad.forEach(value -> assertEquals(422, status(() -> puts(world, value))));
        good.entrySet().stream()
            .filter(other -> !other.getKey().equals(each.getKey()))
            .filter(other -> !each.getKey().equals("string"))
            .filter(other -> !(each.getKey().equals("date") && other.getKey().equals("string")))
            .forEach(
                other -> {
                  if (!other.getKey().equals("date") || !each.getKey().equals("string")) {
                    assertEquals(
                        422,
                        status(() -> puts(world, other.getValue().get(0))),
                        each.getKey() + " is no " + other.getKey());
                  }
                });
      }
    }
  }

  @DatabaseTest
  void checksValuesByTheirRules(TestDatabase database) {
    record Case(String type, Map<String, Object> rules, Object good, Object bad) {}
    for (var each :
        List.of(
            new Case("string", Map.of("minLength", 2), "ab", "a"),
            new Case("string", Map.of("maxLength", 2), "ab", "abc"),
            new Case("string", Map.of("pattern", "^[A-Z]{2}$"), "NZ", "nz"),
            new Case("string", Map.of("enum", List.of("a", "b")), "a", "c"),
            new Case("number", Map.of("min", 1), 1, 0.5),
            new Case("number", Map.of("max", 1.5), 1.5, 2),
            new Case("array", Map.of("minItems", 1), List.of(1), List.of()),
            new Case("array", Map.of("maxItems", 1), List.of(1), List.of(1, 2)),
            new Case("array", Map.of("enum", List.of("a", "b")), List.of("a"), List.of("a", "c")),
            new Case("date", Map.of("min", "2026-01-01"), "2026-01-01", "2025-12-31"),
            new Case("date", Map.of("max", "2026-01-01"), "2026-01-01", "2026-01-01T00:00:01Z"))) {
      try (var world = new AbacModuleFixture(database)) {
        world.tenantData.erase(ACME.id());
        world.definitions.create(
            ACME, body(each.type(), "validationRules", each.rules()), SOMEBODY);
        puts(world, each.good());
        assertEquals(422, status(() -> puts(world, each.bad())), each.toString());
      }
    }
  }

  @DatabaseTest
  void refusesDefinitionsThatAreMalformed(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      Map<String, Object> nullRule = new HashMap<>();
      nullRule.put("min", null);
      for (var bad :
          List.of(
              body("text"),
              body("string", "attributeType", "group"),
              body("string", "slug", "has.dot"),
              body("string", "slug", "9lives"),
              body("string", "validationRules", Map.of("min", 1)),
              body("string", "validationRules", Map.of("pattern", "(")),
              body("string", "validationRules", List.of()),
              body("number", "validationRules", nullRule),
              body("number", "validationRules", Map.of("min", "1")),
              body("boolean", "validationRules", Map.of("min", 1)),
              body("number", "defaultValue", "1"),
              body("number", "validationRules", Map.of("max", 1), "defaultValue", 2),
              body("number", "isRequired", "yes"),
              body("number", "more", 1))) {
        assertEquals(422, status(() -> world.definitions.create(ACME, bad, SOMEBODY)), "" + bad);
      }
      assertEquals(List.of(), world.definitions.own(ACME));
    }
  }

  @DatabaseTest
  void leavesBuiltInAttributesAlone(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var email = world.definitions.get(ACME, "email");
      var id = Long.toString(email.id());

      assertTrue(email.system());
      assertEquals(403, status(() -> world.definitions.update(ACME, id, Map.of(), SOMEBODY)));
      assertEquals(403, status(() -> world.definitions.replace(ACME, id, Map.of(), SOMEBODY)));
      assertEquals(403, status(() -> world.definitions.delete(ACME, id, SOMEBODY)));
      assertEquals(
          409,
          status(() -> world.definitions.create(ACME, body("string", "slug", "email"), SOMEBODY)));
      assertEquals(
          403, status(() -> world.values.putOfUser(ACME, ALICE.id(), "isAdmin", true, SOMEBODY)));
    }
  }

  @DatabaseTest
  void letsUsersAndResourcesHaveAttributesOfOneSlug(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      var first = world.definitions.create(ACME, body("string"), SOMEBODY);
      world.definitions.create(ACME, body("number", "attributeType", "resource"), SOMEBODY);

      assertEquals(409, status(() -> world.definitions.create(ACME, body("string"), SOMEBODY)));
      assertEquals(404, status(() -> world.definitions.get(ACME, "cost_center")));
      assertEquals(first, world.definitions.get(ACME, Long.toString(first.id())));
    }
  }

  @DatabaseTest
  void doesNotChangeWhatPoliciesDependOn(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.definitions.create(ACME, body("string"), SOMEBODY);

      for (var change :
          List.of(
              Map.<String, Object>of("slug", "other"),
              Map.<String, Object>of("attributeType", "resource"),
              Map.<String, Object>of("dataType", "number"))) {
        assertEquals(
            422, status(() -> world.definitions.update(ACME, "cost_center", change, SOMEBODY)));
      }
      var changed =
          world.definitions.update(
              ACME, "cost_center", Map.of("name", "Center", "version", 1), SOMEBODY);
      assertEquals("Center", changed.definition().name());
      assertEquals(
          409,
          status(
              () ->
                  world.definitions.update(
                      ACME, "cost_center", Map.of("name", "X", "version", 1), SOMEBODY)));
    }
  }

  @DatabaseTest
  void takesNoRequiredValueAway(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.definitions.create(ACME, body("string", "isRequired", true), SOMEBODY);
      puts(world, "a");

      assertEquals(422, status(() -> puts(world, null)));
    }
  }

  @DatabaseTest
  void removesEveryValueWithItsDefinition(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("resource", "owner", "string");
      world.values.putOfResource(ACME, "documents", "1", "owner", "ada", SOMEBODY);
      assertEquals(Map.of("owner", "ada"), world.values.ofResource(ACME, "documents", "1"));

      world.definitions.delete(ACME, "owner", SOMEBODY);
      world.define("resource", "owner", "string");

      assertEquals(Map.of(), world.values.ofResource(ACME, "documents", "1"));
    }
  }

  @DatabaseTest
  void tellsResourcesApartByteForByte(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("resource", "owner", "string");
      world.values.putOfResource(ACME, "documents", "a", "owner", "ada", SOMEBODY);

      for (String other : List.of("A", "a ", "á")) {
        assertEquals(Map.of(), world.values.ofResource(ACME, "documents", other), other);
      }
      assertEquals(Map.of(), world.values.ofResource(ACME, "Documents", "a"));
      assertEquals(Map.of(), world.values.ofResource(GLOBEX, "documents", "a"));
    }
  }

  @DatabaseTest
  void refusesValuesOfWhatThereIsNot(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "level", "number");

      assertEquals(
          404, status(() -> world.values.putOfUser(ACME, ALICE.id(), "nothing", 1, SOMEBODY)));
      assertEquals(
          404, status(() -> world.values.putOfUser(ACME, "usr_nobody", "level", 1, SOMEBODY)));
      assertEquals(
          404, status(() -> world.values.putOfUser(GLOBEX, ALICE.id(), "level", 1, SOMEBODY)));
      assertEquals(
          404,
          status(() -> world.values.putOfResource(ACME, "documents", "1", "level", 1, SOMEBODY)));
    }
  }

  @DatabaseTest
  void recordsValuesBeforeAndAfter(TestDatabase database) {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "level", "number");
      world.values.putOfUser(ACME, ALICE.id(), "level", 1, SOMEBODY);
      world.values.putOfUser(ACME, ALICE.id(), "level", 2, SOMEBODY);

      var event = world.audit.last(ACME.id()).event();

      assertEquals("attribute.value_set", event.action());
      assertEquals(
          Map.of(
              "oldValue", Map.of("attribute", "level", "value", 1),
              "newValue", Map.of("attribute", "level", "value", 2)),
          event.details());
    }
  }
}
