/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class RelationTupleTransferSectionTest {

  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type group
        relations
          define member: [user]
      type doc
        relations
          define viewer: [user, user:*, group#member, user with office]
      condition office(hour: int) {
        hour < 18
      }
      """;

  private final FakeUserDirectory users =
      new FakeUserDirectory()
          .with(ACME, TestBuilders.aUser().withId("usr_1").withEmail("ann@example.com").build())
          .with(GLOBEX, TestBuilders.aUser().withId("usr_2").withEmail("ann@example.com").build());

  @DatabaseTest
  void namesPeopleAndGroupsByWhatPeopleChose(TestDatabase database) {
    try (var world = world(database)) {
      write(world, "doc:1#viewer@user:usr_1", "doc:1#viewer@group:grp_acme#member");

      assertEquals(
          List.of(
              Map.of(
                  "tuple", "doc:1#viewer@group(sales)#member",
                  "object", "doc:1",
                  "relation", "viewer",
                  "subject", Map.of("group", "sales", "relation", "member")),
              Map.of(
                  "tuple", "doc:1#viewer@user(ann@example.com)",
                  "object", "doc:1",
                  "relation", "viewer",
                  "subject", Map.of("user", "ann@example.com"))),
          section(world).export(ACME));
    }
  }

  @DatabaseTest
  void givesAnotherTenantTheSameForItsOwnPeople(TestDatabase database) {
    try (var world = world(database)) {
      write(
          world,
          "group:grp_acme#member@user:usr_1",
          "doc:1#viewer@group:grp_acme#member",
          "doc:2#viewer@user:*",
          "doc:3#viewer@user:usr_gone");
      var section = section(world);
      var exported = section.export(ACME);

      exported.forEach(section::check);
      exported.forEach(item -> section.put(GLOBEX, item, false, SOMEBODY));

      assertEquals(exported, section.export(GLOBEX));
      assertTrue(allowed(world, GLOBEX, "doc:1#viewer@user:usr_2"));
    }
  }

  @DatabaseTest
  void keepsConditionsAndEnds(TestDatabase database) {
    try (var world = world(database)) {
      Map<String, Object> item =
          Map.of(
              "tuple", "doc:1#viewer@user(ann@example.com)",
              "object", "doc:1",
              "relation", "viewer",
              "subject", Map.of("user", "ann@example.com"),
              "condition", Map.of("name", "office", "context", Map.of("hour", 9)),
              "expiresAt", "9999-01-01T00:00:00Z");
      var section = section(world);
      section.put(ACME, item, false, SOMEBODY);
      assertEquals(List.of(item), section.export(ACME));

      var changed = new HashMap<>(item);
      changed.put("expiresAt", "9998-01-01T00:00:00Z");
      section.put(ACME, changed, true, SOMEBODY);
      assertEquals(List.of(changed), section.export(ACME));
    }
  }

  @DatabaseTest
  void refusesATupleThatIsNone(TestDatabase database) {
    try (var world = world(database)) {
      var section = section(world);
      for (Map.Entry<String, Object> wrong :
          List.<Map.Entry<String, Object>>of(
              Map.entry("tuple", "doc:2#viewer@user:x"),
              Map.entry("object", "doc"),
              Map.entry("relation", ""),
              Map.entry("subject", Map.of("group", "sales", "user", "ann@example.com")),
              Map.entry("condition", "office"),
              Map.entry("expiresAt", "tomorrow"),
              Map.entry("expiresAt", "+999999999-12-31T23:59:59.999999999Z"),
              Map.entry("more", true))) {
        var item = new HashMap<String, Object>();
        item.put("tuple", "doc:1#viewer@user:x");
        item.put("object", "doc:1");
        item.put("relation", "viewer");
        item.put("subject", "user:x");
        section.check(item);
        item.put(wrong.getKey(), wrong.getValue());

        var problem = assertThrows(ApiException.class, () -> section.check(item), wrong.toString());
        assertEquals(422, problem.status());
      }
    }
  }

  @DatabaseTest
  void refusesSomebodyWhoIsNotHereAndWhatTheModelDoesNotAllow(TestDatabase database) {
    try (var world = world(database)) {
      var section = section(world);

      refused(section, "doc:1", "viewer", Map.of("user", "bob@example.com"));
      refused(section, "doc:1", "viewer", Map.of("group", "legal", "relation", "member"));
      refused(section, "doc:1", "owner", Map.of("user", "ann@example.com"));
    }
  }

  private static void refused(
      RelationTupleTransferSection section,
      String object,
      String relation,
      Map<String, Object> subject) {
    var end = TupleExportReference.read(subject, "subject", true);
    Map<String, Object> item =
        Map.of(
            "tuple", object + "#" + relation + "@" + end.text(),
            "object", object,
            "relation", relation,
            "subject", subject);
    section.check(item);
    var problem = assertThrows(ApiException.class, () -> section.put(ACME, item, false, SOMEBODY));
    assertEquals(422, problem.status());
  }

  private static boolean allowed(RebacModuleFixture world, TenantContext tenant, String question) {
    var store = world.stores.defaultStore(tenant).id();
    return world
        .queries
        .check(
            tenant, store, TupleSampleParser.key(question), RelationQueryContext.standard(), false)
        .allowed();
  }

  private static void write(RebacModuleFixture world, String... facts) {
    world.tuples.write(
        ACME,
        world.stores.defaultStore(ACME).id(),
        TupleWriteRequest.of(Stream.of(facts).map(TupleSampleParser::tuple).toList()),
        SOMEBODY);
  }

  private static RebacModuleFixture world(TestDatabase database) {
    var world =
        new RebacModuleFixture(
            database.units(), RebacTestConfig.standard(), RebacModuleFixture.Shared.written());
    for (TenantContext tenant : List.of(ACME, GLOBEX)) {
      world.models.write(
          tenant,
          world.stores.defaultStore(tenant).id(),
          RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_DSL, MODEL),
          true,
          SOMEBODY);
    }
    return world;
  }

  /** Each tenant has a group sales, with an id of its own. */
  private RelationTupleTransferSection section(RebacModuleFixture world) {
    return new RelationTupleTransferSection(
        world.stores,
        world.tuples,
        users,
        (tenant, name) -> {
          var id = "grp_" + tenant.slug();
          return List.of(id, "sales").contains(name)
              ? Optional.of(new GroupRef(id, "Sales", "sales"))
              : Optional.empty();
        });
  }
}
