package org.lumoauth.api.module;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.web.ApiException;

/**
 * The providers that were to be had when all were asked for, and those that were missed then though
 * they are installed. One that comes, goes or comes back meanwhile is the one or the other, never
 * neither.
 *
 * @param leases the providers, in the order of ranking and name
 * @param missed the modules of those that are not among them, by the provider's name and in its
 *     order; the provider's own name where its module is not known
 * @param <T> the contract
 */
public record LeasedProviders<T>(List<ServiceLease<T>> leases, Map<String, String> unavailable)
    implements AutoCloseable {

  /** Of all who were known before or after, the held ones are not missed. */
  static <T> LeasedProviders<T> of(
      List<ServiceLease<T>> leases,
      Map<String, String> before,
      Set<String> registered,
      Map<String, String> after) {
    Map<String, String> missed = null; // nearly always nobody is, and this is on every path
    for (String name : registered) {
      if (!has(leases, name)) {
        missed = missed == null ? new TreeMap<>() : missed;
        missed.put(name, name);
      }
    }
    if (!before.isEmpty() || !after.isEmpty()) {
      missed = missed == null ? new TreeMap<>() : missed;
      missed.putAll(before);
      missed.putAll(after); // its word is the newer
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
   * Refuses if one is missed: what the others say would pass for what all say.
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

  /** Ends the use of all. */
  @Override
  public void close() {
    leases.forEach(ServiceLease::close);
  }
}
