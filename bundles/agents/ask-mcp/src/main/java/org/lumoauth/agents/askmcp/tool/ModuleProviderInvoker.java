/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp.tool;

import java.util.function.Function;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.web.ApiException;

/** Calls a provider of another module under a lease. */
final class ModuleProviderInvoker {

  private ModuleProviderInvoker() {}

  /**
   * Calls the provider.
   *
   * @throws ApiException 503 {@code module_unavailable} if there is no provider
   */
  static <T, R> R use(
      ProviderTracker<T> providers, String name, String module, Function<T, R> work) {
    try (var lease =
        providers.lease(name).orElseThrow(() -> ApiException.moduleUnavailable(module))) {
      return work.apply(lease.get());
    }
  }
}
