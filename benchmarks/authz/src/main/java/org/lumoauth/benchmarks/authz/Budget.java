/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.RelationQueryContext;

/**
 * Sends questions to many small tenants in turn. Prints how many of their stores are in memory, how
 * often stores were loaded again, and the time per question.
 *
 * <p>Arguments: the number of tenants, the number of tuples per tenant, and the maximum number of
 * tuples in memory.
 */
public final class Budget {

  private static final int ROUNDS = 4;

  private Budget() {}

  public static void main(String[] arguments) throws Exception {
    int tenants = Integer.parseInt(arguments[0]);
    int tuples = Integer.parseInt(arguments[1]);
    long budget = Long.parseLong(arguments[2]);
    var folder = Folders.of("budget-" + tenants + "-" + tuples);
    try (var engine = new Engine(folder, Map.of("indexTuples", budget))) {
      List<Engine.Place> places = new ArrayList<>();
      for (int i = 0; i < tenants; i++) {
        var place = engine.place(i);
        place.load(Scene.small(tuples));
        places.add(place);
      }
      long empty = ProcessUsage.heapBytes();
      for (int round = 1; round <= ROUNDS; round++) {
        round(engine, places, round);
      }
      System.out.printf(
          "%.0f MB of heap more than before the first question%n",
          (ProcessUsage.heapBytes() - empty) / 1e6);
    }
  }

  private static void round(Engine engine, List<Engine.Place> places, int number) {
    double loads = engine.metric("index_loads_total");
    long start = System.nanoTime();
    for (var place : places) {
      if (!place.check(
          Scene.key("document:deep", "viewer", "user:top"), RelationQueryContext.standard())) {
        throw new IllegalStateException("a wrong answer");
      }
    }
    System.out.printf(
        "Round %d: %.1f us per question, %.0f of %d stores in memory with %.0f "
            + "tuples, %.0f loaded%n",
        number,
        (System.nanoTime() - start) / 1e3 / places.size(),
        engine.metric("index_stores"),
        places.size(),
        engine.metric("index_tuples"),
        engine.metric("index_loads_total") - loads);
  }
}
