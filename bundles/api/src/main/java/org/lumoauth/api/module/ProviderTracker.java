/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * Tracks the providers of one contract dynamically. For each name, at most one provider is active:
 * the one with the highest {@code service.ranking}, then the highest bundle version. A module that
 * is being replaced is superseded immediately and finishes only its work in flight.
 *
 * @param <T> the contract
 */
public interface ProviderTracker<T> extends AutoCloseable {

  /** Leases the active provider with this name. */
  Optional<ServiceLease<T>> lease(String name);

  /**
   * Leases the active provider with this name; empty only if no installed module provides it. For
   * callers that would continue without it: a provider that starts concurrently is neither skipped
   * nor considered not installed.
   *
   * @throws ApiException 503 {@code module_unavailable} while it is {@link #findUnavailable}
   */
  default Optional<ServiceLease<T>> leaseInstalled(String name) {
    Optional<ServiceLease<T>> found = lease(name);
    if (found.isPresent()) {
      return found;
    }
    String before =
        findUnavailable().get(name); // The caller itself may complete the restart of the module.
    found = lease(name);
    if (found.isPresent()) {
      return found;
    }
    String module = findUnavailable().getOrDefault(name, before);
    if (module != null || names().contains(name)) { // Registered, but cannot be leased.
      throw ApiException.moduleUnavailable(Optional.ofNullable(module).orElse(name));
    }
    return Optional.empty();
  }

  /**
   * Leases every available active provider, in the order of ranking and name. Missing providers
   * cannot be determined reliably before or after this call, because their state may change. A
   * caller that must not continue without them uses {@link #leaseAll}.
   */
  List<ServiceLease<T>> leaseAvailable();

  /**
   * Leases every active provider, and reports the missing ones. For callers that must detect
   * missing providers.
   */
  default LeasedProviders<T> leaseAll() {
    Map<String, String> before = findUnavailable();
    Set<String> registered = names();
    List<ServiceLease<T>> leases = leaseAvailable();
    try {
      return LeasedProviders.of(leases, before, registered, findUnavailable());
    } catch (RuntimeException | Error e) {
      leases.forEach(ServiceLease::close);
      throw e;
    }
  }

  /** Returns the names that have a provider. */
  Set<String> names();

  /**
   * Returns the names without a provider although an installed module provided one before: the
   * module is restarting or failed. A request for such a name must not be answered as if the name
   * did not exist.
   *
   * @return the name of the module by the name of the provider
   */
  Map<String, String> findUnavailable();

  /**
   * Returns whether an installed module provides this name, even if it is currently unavailable. A
   * provider that starts or stops concurrently counts as installed.
   */
  default boolean isInstalled(String name) {
    return findUnavailable().containsKey(name)
        || names().contains(name)
        || findUnavailable().containsKey(name);
  }

  /**
   * Returns the last known service properties of a provider that is {@link #findUnavailable} now,
   * so that its declarations remain known. Empty for every other name.
   */
  default Map<String, Object> lastKnownProperties(String name) {
    return Map.of();
  }

  /** Stops tracking; open leases remain valid. */
  @Override
  void close();
}
