/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.GLOBEX;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.rebac.TupleSampleParser.key;
import static org.lumoauth.authz.rebac.TupleSampleParser.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.api.relation.TupleChange;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Reads the changes of tuples in their order, also after the log was shortened. */
class TupleChangeLogTest extends TupleWriteTestBase {

  @DatabaseTest
  void tellsChangesInTheirOrderAndGoesOnWhereItStopped(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      place.write(tuple("document:1#viewer@user:a"), tuple("document:2#viewer@user:a"));
      place.delete("document:1#viewer@user:a");
      var first = changes(world, place, Optional.empty());
      place.write("group:eng#member@user:a");
      var second = changes(world, place, first.next());

      assertEquals(
          List.of(
              "WRITE document:1#viewer@user:a",
              "WRITE document:2#viewer@user:a",
              "DELETE document:1#viewer@user:a"),
          shown(first));
      assertEquals(List.of("WRITE group:eng#member@user:a"), shown(second));
      assertEquals(List.of(), shown(changes(world, place, second.next())));
      assertEquals(
          List.of("DELETE document:1#viewer@user:a", "WRITE group:eng#member@user:a"),
          shown(changes(world, place, Optional.of(first.items().get(1).token()))));
    }
  }

  /** Nobody who follows the changes passes over one that is not there any more. */
  @DatabaseTest
  void refusesToGoOnWhereChangesAreNotKeptAnyMore(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      String old = place.write("document:1#viewer@user:a");
      var part =
          changes(world, place, Optional.empty()).items().get(0).token(); // within the last write
      String last = place.delete("document:1#viewer@user:a");
      place.check("document:1#viewer@user:a"); // held in memory from here on
      var later = Instant.now().plus(Duration.ofDays(91));

      assertEquals(0, world.upkeep.prune(Instant.now()));
      assertEquals(2, changes(world, place, Optional.empty()).items().size());
      assertEquals(2, world.upkeep.prune(later));
      assertEquals(0, world.upkeep.prune(later));

      refused(RelationErrorKind.CHANGES_GONE, () -> changes(world, place, Optional.empty()));
      refused(RelationErrorKind.CHANGES_GONE, () -> changes(world, place, Optional.of(old)));
      refused(RelationErrorKind.CHANGES_GONE, () -> changes(world, place, Optional.of(part)));
      refused(RelationErrorKind.CHANGES_GONE, () -> since(world, place, Instant.now()));
      assertEquals(List.of(), since(world, place, later).items());
      String next = changes(world, place, Optional.of(last)).next().orElseThrow();
      place.write("document:2#viewer@user:a");
      assertEquals(
          List.of("WRITE document:2#viewer@user:a"),
          shown(changes(world, place, Optional.of(next))));
      assertTrue(place.check("document:2#viewer@user:a"));
      assertFalse(place.check("document:1#viewer@user:a"));
    }
  }

  /** What follows in memory is read anew where the log does not reach back far enough. */
  @DatabaseTest
  void readsTheTuplesAnewWhereTheLogIsShort(TestDatabase database) {
    try (var writer = new RebacModuleFixture(database);
        var reader =
            new RebacModuleFixture(database.units(), RebacTestConfig.standard(), writer.shared)) {
      var place = writer.place(MODEL);
      place.write("document:1#viewer@user:a");
      assertTrue(at(reader, place, "document:1#viewer@user:a"));
      place.delete("document:1#viewer@user:a");
      writer.upkeep.prune(Instant.now().plus(Duration.ofDays(91)));
      place.write("document:2#viewer@user:a");

      assertTrue(at(reader, place, "document:2#viewer@user:a"));
      assertFalse(at(reader, place, "document:1#viewer@user:a"));
    }
  }

  private static boolean at(
      RebacModuleFixture world, RebacModuleFixture.Place place, String question) {
    return world
        .queries
        .check(
            ACME,
            place.store.id(),
            TupleSampleParser.key(question),
            TupleSampleParser.by(new ReadConsistency.FullyConsistent()),
            false)
        .allowed();
  }

  private static ResultSlice<TupleChange> since(
      RebacModuleFixture world, RebacModuleFixture.Place place, Instant from) {
    return world.tuples.listChanges(
        ACME, place.store.id(), Optional.empty(), Optional.of(from), 100, Optional.empty());
  }

  @DatabaseTest
  void takesNoTokenOfAnotherTenantOrStoreOrOneThatWasMade(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      String token = place.write("document:1#viewer@user:a");
      var other = world.place(MODEL, "document:1#viewer@user:a");
      var globex = world.stores.defaultStore(GLOBEX);
      world.models.write(GLOBEX, globex.id(), world.shared.hand().source(MODEL), true, SOMEBODY);

      assertTrue(place.check("document:1#viewer@user:a", fresh(token)));
      refused(
          RelationErrorKind.INVALID_TOKEN,
          () -> other.check("document:1#viewer@user:a", fresh(token)));
      refused(
          RelationErrorKind.INVALID_TOKEN,
          () ->
              world.queries.check(
                  GLOBEX, globex.id(), key("document:1#viewer@user:a"), fresh(token), false));
      for (int i = 0; i < token.length(); i++) {
        char changed = token.charAt(i) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, i) + changed + token.substring(i + 1);
        refused(
            RelationErrorKind.INVALID_TOKEN,
            () -> place.check("document:1#viewer@user:a", fresh(forged)));
      }
      refused(
          RelationErrorKind.INVALID_TOKEN,
          () -> place.check("document:1#viewer@user:a", fresh("")));
      refused(
          RelationErrorKind.INVALID_TOKEN,
          () -> place.check("document:1#viewer@user:a", fresh(token + "=")));
    }
  }

  private static List<String> shown(ResultSlice<TupleChange> slice) {
    return slice.items().stream().map(each -> each.operation() + " " + each.tuple().key()).toList();
  }
}
