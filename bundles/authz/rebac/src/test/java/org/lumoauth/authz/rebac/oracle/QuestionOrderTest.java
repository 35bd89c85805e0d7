/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random models and tuples to the engine alone, in random orders. {@code rebac.orders} asks about
 * more worlds than the build does, {@code rebac.oracle.seed} about others; see {@link
 * EngineOracleTest} for how.
 */
class QuestionOrderTest {

  private static final long SEED = Long.getLong("rebac.oracle.seed", 1);
  private static final long WORLDS = Long.getLong("rebac.orders", 400);

  @Test
  void answersSameInAnyOrder() {
    var tally = new AnswerTally();
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      var scenario = new RandomScenario(seed, RandomOrderComparison.now());
      var values = scenario.values();
      var title = "-Drebac.oracle.seed=" + seed + "\n" + scenario;
      var orders = new RandomOrderComparison(title, scenario.model(), scenario.stored(), values);
      var random = new Random(seed);
      for (int i = 0; i < 6; i++) {
        orders.ask(scenario.subject(), random, tally);
      }
    }
    for (var answer : OracleAnswer.values()) {
      assertTrue(tally.perThousand(answer) >= 3, tally.toString());
    }
  }
}
