/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.web.ApiException;

/**
 * The providers that were available when all were requested, and the installed providers that were
 * not. A provider that appears or disappears concurrently is in one of the two sets, never in
 * neither.
 *
 * @param leases the providers, in the order of ranking and name
 * @param unavailable the modules of the missing providers, by the name of the provider and in its
 *     order; the provider's own name if its module is unknown
 * @param <T> the contract
 */
public record LeasedProviders<T>(List<ServiceLease<T>> leases, Map<String, String> unavailable)
    implements AutoCloseable {

  /**
   * Combines the providers known before and after the leases were taken; leased ones are not
   * missing.
   */
  static <T> LeasedProviders<T> of(
      List<ServiceLease<T>> leases,
      Map<String, String> before,
      Set<String> registered,
      Map<String, String> after) {
    Map<String, String> missed =
        null; // Created only if needed: providers are rarely missing, and this is on every path.
    for (String name : registered) {
      if (!has(leases, name)) {
        missed = missed == null ? new TreeMap<>() : missed;
        missed.put(name, name);
      }
    }
    if (!before.isEmpty() || !after.isEmpty()) {
      missed = missed == null ? new TreeMap<>() : missed;
      missed.putAll(before);
      missed.putAll(after); // Later values win.
      missed.keySet().removeIf(name -> has(leases, name));
    }
    return new LeasedProviders<>(
        leases, missed == null ? Map.of() : Collections.unmodifiableMap(missed));
  }

  private static boolean has(List<? extends ServiceLease<?>> leases, String name) {
    for (int i = 0; i < leases.size(); i++) {
      if (leases.get(i).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Throws if a provider is missing, so that a partial result is not taken for a complete one.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public void requireAll() {
    unavailable
        .values()
        .forEach(
            module -> {
              throw ApiException.moduleUnavailable(module);
            });
  }

  /** Closes all leases. */
  @Override
  public void close() {
    leases.forEach(ServiceLease::close);
  }
}
