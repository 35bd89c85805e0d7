/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * How long concurrent structures are tried: briefly in each build, with {@code
 * -Drebac.lincheck=100} a hundred times as long.
 */
final class LincheckOptions {

  private static final int TIMES = Integer.getInteger("rebac.lincheck", 1);

  private LincheckOptions() {}

  /** Interleavings one by one, in scenarios of chance. */
  static ModelCheckingOptions interleavings() {
    return new ModelCheckingOptions()
        .iterations(4 * TIMES)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1);
  }

  /** Threads as the machine runs them, in scenarios of chance. */
  static StressOptions threads() {
    return new StressOptions()
        .iterations(10 * TIMES)
        .invocationsPerIteration(500)
        .threads(2) // they spin: more of them than cores wait for each other's time
        .actorsPerThread(4)
        .actorsBefore(1)
        .actorsAfter(1);
  }

  /** One scenario: the operations of each thread, by name. */
  @SafeVarargs
  static ExecutionScenario scenario(Class<?> test, List<String>... threads) {
    return new ExecutionScenario(
        List.of(),
        Arrays.stream(threads)
            .map(names -> names.stream().map(name -> actor(test, name)).toList())
            .toList(),
        List.of(),
        null);
  }

  private static Actor actor(Class<?> test, String name) {
    try {
      return new Actor(test.getMethod(name), List.of());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
