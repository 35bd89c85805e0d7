/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.rebac.TupleSampleParser.key;
import static org.lumoauth.authz.rebac.TupleSampleParser.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.relation.TupleWriteRequest.TuplePrecondition;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Writes of tuples: conditions, conflicts, names and isolation. */
class TupleWriteTest extends TupleWriteTestBase {

  @DatabaseTest
  void appliesAChangeAtomically(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL, "document:1#viewer@user:anne");

      refused(
          RelationErrorKind.TUPLE_EXISTS,
          () ->
              place.write(
                  tuple("document:2#viewer@user:bob"), tuple("document:1#viewer@user:anne")));
      refused(
          RelationErrorKind.TUPLE_NOT_FOUND,
          () -> place.delete("document:1#viewer@user:anne", "document:9#viewer@user:x"));

      assertFalse(place.check("document:2#viewer@user:bob"));
      assertTrue(place.check("document:1#viewer@user:anne"));
      assertEquals(1, changes(world, place, Optional.empty()).items().size());
      assertEquals(
          1,
          world.log.actions(ACME.id()).stream().filter("relation.tuples.written"::equals).count());
    }
  }

  @DatabaseTest
  void ignoresExistingTuplesWhenConfigured(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL, "document:1#viewer@user:anne");
      String before = place.write("document:2#viewer@user:anne");
      String after =
          world.tuples.write(
              ACME,
              place.store.id(),
              new TupleWriteRequest(
                  Optional.empty(),
                  List.of(tuple("document:1#viewer@user:anne")),
                  List.of(key("document:7#viewer@user:anne")),
                  List.of(),
                  true,
                  true,
                  Optional.empty()),
              SOMEBODY);

      assertEquals(before, after); // nothing was changed
      refused(
          RelationErrorKind.TUPLE_EXISTS,
          () ->
              world.tuples.write(
                  ACME,
                  place.store.id(),
                  new TupleWriteRequest(
                      Optional.empty(),
                      List.of(tuple("document:1#viewer@user:anne", "office", Map.of())),
                      List.of(),
                      List.of(),
                      true,
                      true,
                      Optional.empty()),
                  SOMEBODY));
    }
  }

  @DatabaseTest
  void makesAChangeOfOneNameOnce(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      String first = named(world, place, "k1", "document:1#viewer@user:anne");
      String again = named(world, place, "k1", "document:1#viewer@user:anne");

      assertEquals(first, again);
      refused(
          RelationErrorKind.CONFLICT,
          () -> named(world, place, "k1", "document:2#viewer@user:anne"));
      assertEquals(1, changes(world, place, Optional.empty()).items().size());
    }
  }

  @DatabaseTest
  void keepsToPreconditions(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL, "document:1#viewer@user:anne");
      var anne =
          new TupleFilter(
              Optional.of("document"),
              Optional.of("1"),
              Optional.of("viewer"),
              Optional.of("user"),
              Optional.of("anne"),
              Optional.of(""));

      refused(
          RelationErrorKind.PRECONDITION_FAILED,
          () -> onlyIf(world, place, new TuplePrecondition(anne, false)));
      onlyIf(world, place, new TuplePrecondition(anne, true));

      assertTrue(place.check("document:2#viewer@user:bob"));
    }
  }

  @DatabaseTest
  void refusesWhatTheModelDoesNotAllow(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);

      for (String bad :
          List.of(
              "document:1#editor@user:anne",
              "paper:1#viewer@user:anne",
              "document:1#viewer@document:2",
              "document:1#viewer@group:eng",
              "document:1#viewer@group:eng#owner",
              "group:eng#member@user:*",
              "document:*#viewer@user:anne",
              "document:1#viewer@group:*#member",
              "group:eng#member@group:eng#member",
              "document:#viewer@user:anne",
              "document:a b#viewer@user:anne",
              "document:" + "x".repeat(257) + "#viewer@user:anne",
              "document:1#viewer@user:" + "x".repeat(513))) {
        refused(RelationErrorKind.INVALID_TUPLE, () -> place.write(bad));
      }
      refused(
          RelationErrorKind.INVALID_TUPLE,
          () -> place.write(tuple("document:1#viewer@user:*", "office", Map.of())));
      refused(
          RelationErrorKind.INVALID_TUPLE,
          () -> place.write(tuple("document:1#viewer@user:a", "office", Map.of("other", 1))));
      refused(
          RelationErrorKind.INVALID_REQUEST,
          () -> place.write(tuple("document:1#viewer@user:a"), tuple("document:1#viewer@user:a")));
    }
  }

  /** Case-insensitive collations of databases, and such as ignore spaces at the end or accents. */
  @DatabaseTest
  void tellsNamesApartByTheirBytes(TestDatabase database) {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : List.of(RebacTestConfig.standard(), RebacTestConfig.bare())) {
      try (var world = new RebacModuleFixture(database.units(), config, shared)) {
        var names = List.of("Anne", "anne", "ANNE", "änne", "a\u0308nne", "anne\u00ad", "ﬀ", "ff");
        var place = world.place(MODEL);
        for (String name : names) {
          assertFalse(place.check("document:1#viewer@user:" + name));
          place.write("document:1#viewer@user:" + name);
          place.write("document:" + name + "#viewer@user:anne");
        }
        for (String name : names) {
          place.delete("document:1#viewer@user:" + name);
          assertFalse(place.check("document:1#viewer@user:" + name));
        }
        assertEquals(names.size(), place.objects("document", "viewer", "user:anne").size());
      }
    }
  }

  @DatabaseTest
  void keepsTheLongestNames(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      String type = "t".repeat(200);
      var model =
          HandBuiltModels.model().type("user").type(type).define("r".repeat(50), "user").build();
      var place = world.place(model);
      String fact = type + ":" + "i".repeat(55) + "#" + "r".repeat(50) + "@user:" + "s".repeat(507);
      place.write(fact);

      assertTrue(place.check(fact));
      assertEquals(1, read(world, place, TupleFilter.all(), 10, Optional.empty()).items().size());
    }
  }

  @DatabaseTest
  void readsPageByPageByAnyFilter(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      place.write(
          IntStream.range(0, 23)
              .mapToObj(i -> tuple("document:" + i % 5 + "#viewer@user:u" + i))
              .toArray(RelationTuple[]::new));
      place.write(
          TupleSampleParser.until("document:1#viewer@user:late", Instant.now().minusSeconds(1)));

      var all = new ArrayList<StoredRelationTuple>();
      Optional<String> after = Optional.empty();
      do {
        var slice = read(world, place, TupleFilter.all(), 4, after);
        all.addAll(slice.items());
        after = slice.next();
      } while (after.isPresent());
      assertEquals(23, all.stream().map(each -> each.tuple().key()).distinct().count());
      assertEquals(23, all.size());
      var ofOne =
          new TupleFilter(
              Optional.of("document"),
              Optional.of("1"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      assertEquals(5, read(world, place, ofOne, 100, Optional.empty()).items().size());
      refused(
          RelationErrorKind.INVALID_TOKEN,
          () -> read(world, place, TupleFilter.all(), 4, Optional.of("no-token")));
    }
  }

  @DatabaseTest
  void findsNothingOfAnotherTenant(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL, "document:1#viewer@user:a");
      String id = place.store.id();

      assertEquals(Optional.empty(), world.stores.find(GLOBEX, id));
      assertEquals(Optional.empty(), world.models.findCurrent(GLOBEX, id));
      refused(RelationErrorKind.STORE_NOT_FOUND, () -> world.stores.delete(GLOBEX, id, SOMEBODY));
      refused(
          RelationErrorKind.STORE_NOT_FOUND,
          () ->
              world.queries.check(
                  GLOBEX,
                  id,
                  key("document:1#viewer@user:a"),
                  RelationQueryContext.standard(),
                  false));
      refused(
          RelationErrorKind.STORE_NOT_FOUND,
          () ->
              world.tuples.write(
                  GLOBEX,
                  id,
                  TupleWriteRequest.of(List.of(tuple("document:2#viewer@user:a"))),
                  SOMEBODY));
      world.data.erase(GLOBEX.id());
      assertTrue(place.check("document:1#viewer@user:a"));
    }
  }

  @DatabaseTest
  void forgetsAStoreThatIsDeletedAndATenantThatIsErased(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL, "document:1#viewer@user:a");
      var other = world.place(MODEL, "document:1#viewer@user:a");
      assertTrue(place.check("document:1#viewer@user:a"));

      world.stores.delete(ACME, place.store.id(), SOMEBODY);
      refused(RelationErrorKind.STORE_NOT_FOUND, () -> place.check("document:1#viewer@user:a"));
      assertTrue(other.check("document:1#viewer@user:a"));
      world.data.erase(ACME.id());
      refused(RelationErrorKind.STORE_NOT_FOUND, () -> other.check("document:1#viewer@user:a"));
      for (String table :
          List.of("rebac_store", "rebac_model", "rebac_tuple", "rebac_change", "rebac_once")) {
        int rows =
            world.unit.work(
                connection -> {
                  try (var statement = connection.createStatement();
                      var found = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    found.next();
                    return found.getInt(1);
                  }
                });
        assertEquals(0, rows, table);
      }
    }
  }

  @DatabaseTest
  void changesNothingThatCannotBeRecorded(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      world.log.unavailable();

      assertThrows(ApiException.class, () -> place.write("document:1#viewer@user:a"));
      assertFalse(place.check("document:1#viewer@user:a"));
    }
  }

  @DatabaseTest
  void makesOneStandardStore(TestDatabase database) {
    try (var world = new RebacModuleFixture(database);
        var there =
            new RebacModuleFixture(
                database.anotherServer(), RebacTestConfig.standard(), world.shared)) {
      String id = world.stores.defaultStore(ACME).id();

      assertEquals(id, there.stores.defaultStore(ACME).id());
      assertNotEquals(id, world.stores.defaultStore(GLOBEX).id());
      refused(RelationErrorKind.INVALID_REQUEST, () -> world.stores.delete(ACME, id, SOMEBODY));
    }
  }

  private static String named(
      RebacModuleFixture world, RebacModuleFixture.Place place, String name, String fact) {
    return world.tuples.write(
        ACME,
        place.store.id(),
        new TupleWriteRequest(
            Optional.empty(),
            List.of(tuple(fact)),
            List.of(),
            List.of(),
            false,
            false,
            Optional.of(name)),
        SOMEBODY);
  }

  private static void onlyIf(
      RebacModuleFixture world, RebacModuleFixture.Place place, TuplePrecondition precondition) {
    world.tuples.write(
        ACME,
        place.store.id(),
        new TupleWriteRequest(
            Optional.empty(),
            List.of(tuple("document:2#viewer@user:bob")),
            List.of(),
            List.of(precondition),
            false,
            false,
            Optional.empty()),
        SOMEBODY);
  }

  private static ResultSlice<StoredRelationTuple> read(
      RebacModuleFixture world,
      RebacModuleFixture.Place place,
      TupleFilter filter,
      int limit,
      Optional<String> after) {
    return world.tuples.read(
        ACME, place.store.id(), filter, new ReadConsistency.FullyConsistent(), limit, after);
  }
}
