/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.util.Map;

/**
 * Writes a scene in batches of a thousand and prints the number of tuples per second, and the CPU
 * time of this process per tuple: H2 runs in the process, MariaDB does not.
 *
 * <p>Argument: the number of tuples.
 */
public final class Writes {

  private Writes() {}

  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[0]);
    try (var engine = new Engine(Folders.of("writes-" + System.nanoTime()), Map.of())) {
      engine.place(0).write(new Scene(size / 10)); // Warm-up.
      long cpu = ProcessUsage.cpuNanos();
      long start = System.nanoTime();
      engine.place(1).write(new Scene(size));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "Writes in batches of 1000: %.0f tuples/s, %.1f us of CPU per tuple%n",
          size / seconds, (ProcessUsage.cpuNanos() - cpu) / 1e3 / size);
    }
  }
}
