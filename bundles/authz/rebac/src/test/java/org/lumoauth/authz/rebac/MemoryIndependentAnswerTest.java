/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.authz.rebac.engine.FixpointCheckOracle;
import org.lumoauth.authz.rebac.engine.RandomTupleModel;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The results are those of the definition, whatever is in memory. */
class MemoryIndependentAnswerTest {

  private static final int WORLDS = Integer.getInteger("rebac.worlds", 6);
  private static final int ROUNDS = 4;
  private static final int QUESTIONS = 60;

  @DatabaseTest
  void answersTheSameWithEverythingHeldWithNothingAndWithTooLittle(TestDatabase database) {
    long first = Long.getLong("rebac.seed", 20_261_125L);
    var shared = RebacModuleFixture.Shared.fresh();
    var nodes = new ArrayList<RebacModuleFixture>();
    for (RebacTestConfig config :
        List.of(
            RebacTestConfig.standard(),
            RebacTestConfig.bare(),
            RebacTestConfig.bare().held(0, 10_000),
            RebacTestConfig.bare().held(0, 3),
            RebacTestConfig.standard().held(108, 3))) {
      nodes.add(new RebacModuleFixture(database.units(), config.depth(500), shared));
    }
    for (long seed = first; seed < first + WORLDS; seed++) {
      compare(nodes, seed);
    }
    nodes.forEach(RebacModuleFixture::close);
  }

  private static void compare(List<RebacModuleFixture> nodes, long seed) {
    var world = new RandomTupleModel(seed);
    var random = new Random(seed);
    var place = nodes.get(0).place(world.model);
    var there = new ArrayList<RelationTuple>();
    for (int round = 0; round < ROUNDS; round++) {
      change(nodes.get(random.nextInt(nodes.size())), place, world, random, there);
      for (int i = 0; i < QUESTIONS; i++) {
        String subject = world.subjects.get(random.nextInt(world.subjects.size()));
        var oracle =
            new FixpointCheckOracle(
                world.model,
                there,
                world.context,
                subject,
                world.objects,
                RandomTupleModel.RELATIONS);
        String node = world.nodes.get(random.nextInt(world.nodes.size()));
        for (RebacModuleFixture each : nodes) {
          assertEquals(
              oracle.of(node),
              value(
                  each.new Place(place.store), TupleSampleParser.key(node + "@" + subject), world),
              "seed " + seed + ": " + node + "@" + subject + " on " + nodes.indexOf(each));
        }
      }
    }
  }

  /** Writes and deletes some of the world's tuples, on one of the nodes. */
  private static void change(
      RebacModuleFixture node,
      RebacModuleFixture.Place place,
      RandomTupleModel world,
      Random random,
      List<RelationTuple> there) {
    var writes = new ArrayList<RelationTuple>();
    var deletes = new ArrayList<TupleKey>();
    for (RelationTuple each : world.tuples) {
      if (random.nextInt(3) > 0) {
        continue;
      }
      if (there.remove(each)) {
        deletes.add(each.key());
      } else {
        writes.add(each);
      }
    }
    there.addAll(writes);
    if (writes.size() + deletes.size() > 0) {
      node.tuples.write(
          ACME,
          place.store.id(),
          new TupleWriteRequest(
              Optional.empty(), writes, deletes, List.of(), false, false, Optional.empty()),
          SOMEBODY);
    }
  }

  private static FixpointCheckOracle.Value value(
      RebacModuleFixture.Place place, TupleKey question, RandomTupleModel world) {
    try {
      boolean allowed =
          place.check(
              question,
              new RelationQueryContext(
                  Optional.empty(),
                  List.of(),
                  world.context,
                  new ReadConsistency.FullyConsistent()));
      return allowed ? FixpointCheckOracle.Value.TRUE : FixpointCheckOracle.Value.FALSE;
    } catch (RelationException e) {
      assertEquals(RelationException.RelationErrorKind.CONDITION_FAILED, e.kind(), e.getMessage());
      return FixpointCheckOracle.Value.UNKNOWN;
    }
  }

  /** Tuples in memory that do not add up to what the store says are not answered from. */
  @DatabaseTest
  void answersFromTheDatabaseWhereTheMemoryDiffers(TestDatabase database) {
    var model = HandBuiltModels.model().type("user").type("doc").define("viewer", "user").build();
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(model, "doc:1#viewer@user:a");
      assertTrue(place.check("doc:1#viewer@user:a"));
      world.unit.work(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.executeUpdate("UPDATE rebac_store SET digest = digest + 1");
            }
          });
      place.write("doc:2#viewer@user:a");

      assertTrue(place.check("doc:2#viewer@user:a"));
      var key = new RelationStoreKey(ACME.id(), place.store.id());
      assertEquals(Optional.empty(), world.snapshots.inMemory(key, world.heads.now(key)));
    }
  }
}
