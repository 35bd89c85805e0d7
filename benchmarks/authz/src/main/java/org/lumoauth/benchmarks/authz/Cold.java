package org.lumoauth.benchmarks.authz;

import java.util.Map;
import org.lumoauth.api.relation.QueryContext;

/**
 * Opens a store that is on disk and prints how long the first answer takes, which is read from the
 * database, how long until the tuples are in memory, and how much of it they take.
 *
 * <p>Argument: how many tuples.
 */
public final class Cold {

  private static final long WAIT_TUPLES = 20_000; // as the server has it

  private Cold() {}

  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[0]);
    var folder = Folders.of("scene-" + size);
    var question = Scene.key("document:deep", "viewer", "user:top");
    try (var engine = new Engine(folder, Map.of("indexTuples", 0L))) {
      engine.place(0).load(new Scene(size));
    }
    try (var engine =
        new Engine(folder, Map.of("indexTuples", 20_000_000L, "indexWaitTuples", WAIT_TUPLES))) {
      var place = engine.place(0);
      long before = Process.heapBytes();
      long start = System.nanoTime();
      place.check(question, QueryContext.standard());
      double first = (System.nanoTime() - start) / 1e6;
      double held = heldAfter(engine, start);
      System.out.printf(
          "Cold with %d tuples: first answer %.1f ms, in memory after %.1f s, %.0f MB a million%n",
          size, first, held, (Process.heapBytes() - before) / 1e6 / size * 1e6);
    }
  }

  private static double heldAfter(Engine engine, long start) throws InterruptedException {
    while (engine.metric("index_tuples") == 0) {
      Thread.sleep(10);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
