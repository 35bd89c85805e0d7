package org.lumoauth.agents.askmcp.tool;

import java.util.function.Function;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.web.Problem;

/** Uses what another module provides, while that is held. */
final class Providing {

  private Providing() {}

  /**
   * Uses the provider.
   *
   * @throws Problem 503 {@code module_unavailable} if there is none
   */
  static <T, R> R use(Providers<T> providers, String name, String module, Function<T, R> work) {
    try (var lease = providers.acquire(name).orElseThrow(() -> Problem.moduleUnavailable(module))) {
      return work.apply(lease.get());
    }
  }
}
