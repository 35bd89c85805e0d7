/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.util.Map;
import org.lumoauth.api.relation.RelationQueryContext;

/**
 * Opens a store on disk and prints the time of the first answer from the database, the time of the
 * first answer after all tuples are in memory, and their memory usage.
 *
 * <p>Argument: the number of tuples.
 */
public final class Cold {

  private static final long ALL = 20_000_000;

  private Cold() {}

  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[0]);
    var folder = Folders.of("scene-" + size);
    try (var engine = new Engine(folder, Map.of("indexTuples", 0L))) {
      engine.place(0).load(new Scene(size));
    }
    double first;
    try (var engine = new Engine(folder, Map.of("indexTuples", 0L))) {
      first = answered(engine) / 1e6;
    }
    var all = Map.<String, Object>of("indexTuples", ALL, "indexWaitTuples", ALL);
    try (var engine = new Engine(folder, all)) {
      long before = ProcessUsage.heapBytes();
      double held = answered(engine) / 1e9;
      System.out.printf(
          "Cold with %d tuples: first answer %.1f ms, in memory after %.1f s, %.0f "
              + "MB per million%n",
          size, first, held, (ProcessUsage.heapBytes() - before) / engine.metric("index_tuples"));
    }
  }

  /** Returns the time in nanoseconds. */
  private static long answered(Engine engine) {
    var place = engine.place(0);
    long start = System.nanoTime();
    place.check(Scene.key("document:deep", "viewer", "user:top"), RelationQueryContext.standard());
    return System.nanoTime() - start;
  }
}
