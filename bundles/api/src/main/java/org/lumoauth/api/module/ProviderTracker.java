package org.lumoauth.api.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * The providers of one contract, as they come and go. For each name there is at most one in charge:
 * the highest {@code service.ranking}, then the highest bundle version; a module that is being
 * replaced gives its place to its successor at once and keeps only the work in flight.
 *
 * @param <T> the contract
 */
public interface ProviderTracker<T> extends AutoCloseable {

  /** The provider in charge of a name, held. */
  Optional<ServiceLease<T>> lease(String name);

  /**
   * The provider in charge of a name, held; empty only if no module that is installed has one. For
   * those who would go on without it: one that begins to work while it is looked for is neither
   * passed over nor taken for one that is not installed.
   *
   * @throws ApiException 503 {@code module_unavailable} while it is {@link #findUnavailable}
   */
  default Optional<ServiceLease<T>> leaseInstalled(String name) {
    Optional<ServiceLease<T>> found = lease(name);
    if (found.isPresent()) {
      return found;
    }
    String before =
        findUnavailable().get(name); // whoever asks may be the one with whom it works again
    found = lease(name);
    if (found.isPresent()) {
      return found;
    }
    String module = findUnavailable().getOrDefault(name, before);
    if (module != null || names().contains(name)) { // it is registered, and cannot be had
      throw ApiException.moduleUnavailable(Optional.ofNullable(module).orElse(name));
    }
    return Optional.empty();
  }

  /**
   * Every provider in charge, held, in the order of ranking and name. One that is away or cannot be
   * had is not among them, and nothing that is asked before or afterwards tells for certain which:
   * it may work by then, and may have failed for the first time. Whoever must not go on without it
   * takes {@link #leaseAll}.
   */
  List<ServiceLease<T>> leaseAvailable();

  /**
   * Every provider in charge, held, and those that were missed. For those who would go on without
   * them.
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

  /** The names that have a provider. */
  Set<String> names();

  /**
   * The names that have no provider now although a module that is still installed had one: it is
   * being restarted, or does not work. What asks for such a name cannot be told that there is
   * nothing.
   *
   * @return the module's name by the provider's
   */
  Map<String, String> findUnavailable();

  /**
   * Whether a module that is installed has a provider of a name, though it may not be had now. One
   * that goes or comes back while this is asked is installed.
   */
  default boolean isInstalled(String name) {
    return findUnavailable().containsKey(name)
        || names().contains(name)
        || findUnavailable().containsKey(name);
  }

  /**
   * The service properties with which a name was last provided that is {@link #findUnavailable}
   * now, so that its module's word is known while it can't be asked. Empty for every other name.
   */
  default Map<String, Object> lastKnownProperties(String name) {
    return Map.of();
  }

  /** Stops looking; leases that are open stay good. */
  @Override
  void close();
}
