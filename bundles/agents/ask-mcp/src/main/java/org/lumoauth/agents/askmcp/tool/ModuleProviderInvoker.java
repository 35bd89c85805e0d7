package org.lumoauth.agents.askmcp.tool;

import java.util.function.Function;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;

/** Uses what another module provides, while that is held. */
final class ModuleProviderInvoker {

  private ModuleProviderInvoker() {}

  /**
   * Uses the provider.
   *
   * @throws ApiException 503 {@code module_unavailable} if there is none
   */
  static <T, R> R use(
      ProviderTracker<T> providers, String name, String module, Function<T, R> work) {
    try (var lease =
        providers.lease(name).orElseThrow(() -> ApiException.moduleUnavailable(module))) {
      return work.apply(lease.get());
    }
  }
}
