package org.lumoauth.api.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The providers of one contract, as they come and go. For each name there is at most one in charge:
 * the highest {@code service.ranking}, then the highest bundle version; a module that is being
 * replaced gives its place to its successor at once and keeps only the work in flight.
 *
 * @param <T> the contract
 */
public interface Providers<T> extends AutoCloseable {

  /** The provider in charge of a name, held. */
  Optional<Lease<T>> acquire(String name);

  /** Every provider in charge, held, in the order of ranking and name. */
  List<Lease<T>> acquireAll();

  /** The names that have a provider. */
  Set<String> names();

  /**
   * The names that have no provider now although a module that is still installed had one: it is
   * being restarted, or does not work. What asks for such a name cannot be told that there is
   * nothing.
   *
   * @return the module's name by the provider's
   */
  Map<String, String> away();

  /**
   * The service properties with which a name was last provided that is {@link #away} now, so that
   * its module's word is known while it can't be asked. Empty for every other name.
   */
  default Map<String, Object> lastProperties(String name) {
    return Map.of();
  }

  /** Stops looking; leases that are open stay good. */
  @Override
  void close();
}
