/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * Random questions to the services, with what is held in memory held, not held, and hardly held; on
 * both databases; at every consistency; before and after changes. Each is answered as the oracle
 * says.
 *
 * <p>The build asks the same questions each time, from seed 1. Whoever changes the engine asks
 * others, and for longer; each failure names the seed that shows it alone:
 *
 * <pre>
 * ./mvnw -pl bundles/authz/rebac test -Dtest='EngineOracleTest,QuestionOrderTest' \
 *     -Drebac.oracle.seed=$(date +%s) -Drebac.oracle.seconds=120 -Drebac.orders=200000
 * </pre>
 */
class EngineOracleTest {

  private static final long SEED = Long.getLong("rebac.oracle.seed", 1);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("rebac.oracle.seconds", 0));

  /** So many at least, however slow the machine is. */
  private static final long LEAST = Long.getLong("rebac.oracle.questions", 20_000);

  @DatabaseTest
  void answersAsTheDefinitionSays(TestDatabase database) {
    compare("as a server on " + database, database, RebacTestConfig.standard());
  }

  @DatabaseTest
  void answersTheSameWithNothingInMemory(TestDatabase database) {
    compare("nothing held on " + database, database, RebacTestConfig.bare());
  }

  @DatabaseTest
  void answersTheSameWithHardlyAnythingInMemory(TestDatabase database) {
    compare(
        "hardly anything held on " + database, database, RebacTestConfig.standard().held(20, 3));
  }

  /**
   * Circles in circles with conditions that can't be evaluated: what was found to be unknown below
   * a node was looked for again on each way to it, until no more steps were left.
   */
  @DatabaseTest
  void findsAnswersWhereMuchIsUnknown(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      scenario(world, 1_795_803_365L, "much is unknown on " + database, new AnswerTally());
    }
  }

  private static void compare(String way, TestDatabase database, RebacTestConfig config) {
    var tally = new AnswerTally();
    long seed = SEED;
    var end = Instant.now().plus(TIME);
    try (var world = new RebacModuleFixture(database, config)) {
      while (tally.all() < LEAST || Instant.now().isBefore(end)) {
        scenario(world, seed, way + ", -Drebac.oracle.seed=" + seed, tally);
        seed++;
      }
    }
    var told = way + ": " + tally + " from seed " + SEED;
    for (var answer : OracleAnswer.values()) {
      assertTrue(tally.perThousand(answer) >= 3, told);
    }
  }

  private static void scenario(
      RebacModuleFixture world, long seed, String title, AnswerTally tally) {
    var scenario = new RandomScenario(seed, Instant.now());
    var place = world.place(scenario.model());
    var store = place.store.id();
    if (!scenario.stored().isEmpty()) {
      place.write(scenario.stored().toArray(RelationTuple[]::new));
    }
    var comparison =
        new OracleComparison(RebacModuleFixture.ACME, store, world.queries, scenario, title, tally);
    comparison.ask(3, new ReadConsistency.MinimizeLatency());
    var token = change(world, store, scenario);
    comparison.ask(2, new ReadConsistency.AtLeastAsFresh(token));
    change(world, store, scenario);
    comparison.ask(2, new ReadConsistency.FullyConsistent());
    comparison.ask(1, new ReadConsistency.MinimizeLatency());
    scenario.changeModel();
    place.model(scenario.model());
    comparison.ask(1, new ReadConsistency.MinimizeLatency());
    world.stores.delete(RebacModuleFixture.ACME, store, RebacModuleFixture.SOMEBODY);
  }

  /** Writes or deletes one tuple. */
  private static String change(RebacModuleFixture world, String store, RandomScenario scenario) {
    var tuple = Stream.generate(scenario::change).flatMap(Optional::stream).findFirst().get();
    var write =
        scenario.stored().contains(tuple)
            ? TupleWriteRequest.of(List.of(tuple))
            : new TupleWriteRequest(
                Optional.empty(),
                List.of(),
                List.of(tuple.key()),
                List.of(),
                false,
                true, // one that has expired is no longer there
                Optional.empty());
    return world.tuples.write(RebacModuleFixture.ACME, store, write, RebacModuleFixture.SOMEBODY);
  }
}
