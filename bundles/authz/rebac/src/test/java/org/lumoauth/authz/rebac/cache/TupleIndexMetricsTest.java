/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TupleIndexMetricsTest {

  private static final String STORES = "lumoauth_rebac_index_stores";
  private static final String TUPLES = "lumoauth_rebac_index_tuples";
  private static final String LOADS = "lumoauth_rebac_index_loads_total";

  @DatabaseTest
  void countsWhatIsHeld(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = place(world);
      assertEquals(0, values(world).get(STORES));

      place.check("doc:1#viewer@user:a");
      place.write("doc:2#viewer@user:a");
      place.check("doc:2#viewer@user:a");

      var values = values(world);
      assertEquals(1, values.get(STORES));
      assertEquals(3, values.get(TUPLES));
      assertEquals(1, values.get(LOADS)); // what was written since is followed
      assertEquals(0, values.get("lumoauth_rebac_index_mismatches_total"));
    }
  }

  @DatabaseTest
  void countsNothingWhereNothingIsHeld(TestDatabase database) {
    try (var world = new RebacModuleFixture(database, RebacTestConfig.bare())) {
      place(world).check("doc:1#viewer@user:a");

      assertEquals(0, values(world).get(STORES));
      assertEquals(0, values(world).get(TUPLES));
    }
  }

  @DatabaseTest
  void holdsSmallStoresForWhatTheyAre(TestDatabase database) {
    try (var world = new RebacModuleFixture(database, RebacTestConfig.standard().held(100, 0))) {
      var places = Stream.generate(() -> place(world)).limit(10).toList();

      places.forEach(place -> place.check("doc:1#viewer@user:a"));
      places.forEach(place -> place.check("doc:1#viewer@user:a"));

      assertEquals(10, values(world).get(STORES));
      assertEquals(10, values(world).get(LOADS));
    }
  }

  @DatabaseTest
  void readsNothingOverAndOverThatDoesNotFit(TestDatabase database) {
    try (var world = new RebacModuleFixture(database, RebacTestConfig.standard().held(30, 0))) {
      var places = Stream.generate(() -> place(world)).limit(10).toList();

      for (int round = 0; round < 10; round++) {
        places.forEach(place -> place.check("doc:1#viewer@user:a"));
      }

      assertEquals(5, values(world).get(STORES));
      assertEquals(5, values(world).get(LOADS));
    }
  }

  @DatabaseTest
  void holdsNoMoreThanTheBudgetWhenStoresGrow(TestDatabase database) {
    try (var world = new RebacModuleFixture(database, RebacTestConfig.standard().held(30, 0))) {
      var places = Stream.generate(() -> place(world)).limit(5).toList();
      places.forEach(place -> place.check("doc:1#viewer@user:a"));

      for (var place : places) {
        for (int i = 0; i < 10; i++) {
          place.write("doc:1#viewer@user:more" + i);
        }
        place.check("doc:1#viewer@user:a");
      }

      assertTrue(values(world).get(TUPLES) <= 30, values(world).toString());
    }
  }

  private static RebacModuleFixture.Place place(RebacModuleFixture world) {
    var model = HandBuiltModels.model().type("user").type("doc").define("viewer", "user").build();
    return world.place(model, "doc:1#viewer@user:a", "doc:1#viewer@user:b");
  }

  private static Map<String, Double> values(RebacModuleFixture world) {
    return new TupleIndexMetrics(world.indexes, world.answers)
        .metrics().stream()
            .collect(Collectors.toMap(Metric::name, metric -> metric.samples().get(0).value()));
  }
}
