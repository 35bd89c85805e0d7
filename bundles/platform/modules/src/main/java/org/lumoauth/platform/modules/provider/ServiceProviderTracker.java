/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Tracks the services of one contract and maintains a snapshot of the active providers. */
final class ServiceProviderTracker<T>
    implements ProviderTracker<T>, ServiceTrackerCustomizer<T, ProviderCandidate<T>> {
  private final BundleContext context;
  private final Class<T> contract;
  private final BundleTrafficGates gates;
  private final InactiveBundleProviderLookup silent;
  private final LongSupplier nanos;
  private final ServiceTracker<T, ProviderCandidate<T>> tracker;
  private final Map<ServiceReference<T>, ProviderCandidate<T>> candidates = new HashMap<>();
  private final Map<ProviderOrigin, ActivationBackoff> attempts = new HashMap<>();
  private final Map<String, RemovedProvider> gone = new ConcurrentHashMap<>();

  /** The registered providers with a failed activation. */
  private final Map<String, ProviderCandidate<T>> failing = new ConcurrentHashMap<>();

  private volatile RankedProviders<T> ranks = new RankedProviders<>(Map.of());

  /** The last provider of a name. */
  private record RemovedProvider(
      Bundle bundle, String module, BundleTrafficGate gate, Map<String, Object> properties) {
    /** Returns whether the provider may return. A retired or uninstalled module does not. */
    boolean mayComeBack() {
      return bundle.getState() != Bundle.UNINSTALLED && gate.isOpen();
    }
  }

  /**
   * The identity of a provider, also across re-registrations, for example after a configuration
   * change.
   */
  private record ProviderOrigin(long bundleId, String name) {}

  private ServiceProviderTracker(
      BundleContext context,
      Class<T> contract,
      BundleTrafficGates gates,
      InactiveBundleProviderLookup silent,
      LongSupplier nanos) {
    this.context = context;
    this.contract = contract;
    this.gates = gates;
    this.silent = silent;
    this.nanos = nanos;
    this.tracker = new ServiceTracker<>(context, contract, this);
  }

  /**
   * Starts tracking.
   *
   * @param nanos the clock, such as {@link System#nanoTime}
   */
  static <T> ServiceProviderTracker<T> open(
      BundleContext context,
      Class<T> contract,
      BundleTrafficGates gates,
      InactiveBundleProviderLookup silent,
      LongSupplier nanos) {
    ServiceProviderTracker<T> providers =
        new ServiceProviderTracker<>(context, contract, gates, silent, nanos);
    providers.tracker.open();
    return providers;
  }

  @Override
  public Optional<ServiceLease<T>> lease(String name) {
    return Optional.ofNullable(inCharge(name));
  }

  @Override
  public List<ServiceLease<T>> leaseAvailable() {
    Set<String> names = ranks.byName().keySet();
    List<ServiceLease<T>> leases = new ArrayList<>(names.size());
    try {
      for (String name : names) {
        ServiceLease<T> lease = inCharge(name);
        if (lease != null) {
          leases.add(lease);
        }
      }
    } catch (RuntimeException | Error e) {
      leases.forEach(ServiceLease::close);
      throw e;
    }
    return leases;
  }

  /**
   * Returns the first candidate that accepts new work. A successor's gate opens before its
   * predecessor's gate closes, but a search may see the successor still closed and then the
   * predecessor already closed. An unsuccessful search is therefore repeated once with the current
   * candidates.
   */
  private ServiceLease<T> inCharge(String name) {
    ServiceLease<T> lease = firstOf(ranks.of(name));
    if (lease == null) {
      lease = firstOf(ranks.of(name));
    }
    if (lease == null) {
      ranks.of(name).stream()
          .filter(ProviderCandidate::isAvailable)
          .findFirst()
          .ifPresent(candidate -> failing.put(name, candidate));
    } else if (!failing.isEmpty()) {
      failing.remove(name);
    }
    return lease;
  }

  private static <T> ServiceLease<T> firstOf(List<ProviderCandidate<T>> rivals) {
    for (ProviderCandidate<T> candidate : rivals) {
      ServiceLease<T> lease = candidate.acquire();
      if (lease != null) {
        return lease;
      }
    }
    return null;
  }

  @Override
  public Set<String> names() {
    Map<String, List<ProviderCandidate<T>>> byName = ranks.byName();
    for (List<ProviderCandidate<T>> rivals : byName.values()) {
      if (!admits(rivals)) {
        Set<String> names = new LinkedHashSet<>();
        byName.forEach(
            (name, each) -> {
              if (admits(each)) {
                names.add(name);
              }
            });
        return names;
      }
    }
    return byName.keySet(); // the usual case, on every decision
  }

  private static <T> boolean admits(List<ProviderCandidate<T>> rivals) {
    for (int i = 0; i < rivals.size(); i++) {
      if (rivals.get(i).isAvailable()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Map<String, String> findUnavailable() {
    if (gone.isEmpty() && silent.isEmpty() && failing.isEmpty()) {
      return Map.of();
    }
    gone.values().removeIf(last -> !last.mayComeBack());
    failing.values().removeIf(candidate -> !fails(candidate));
    Map<String, String> modules = new TreeMap<>();
    silent
        .of(contract)
        .filter(provider -> !held(provider.name()))
        .forEach(provider -> modules.putIfAbsent(provider.name(), provider.module()));
    gone.forEach((name, last) -> modules.put(name, gates.lacking(last.bundle(), last.module())));
    failing.forEach((name, candidate) -> modules.put(name, lacking(candidate)));
    return modules;
  }

  private boolean fails(ProviderCandidate<T> candidate) {
    return candidate.isAvailable()
        && ranks.of(candidate.name()).contains(candidate)
        && candidate.provider() == null;
  }

  private String lacking(ProviderCandidate<T> candidate) {
    Bundle bundle = candidate.bundle();
    return gates.lacking(bundle, MissingModuleResolver.name(bundle));
  }

  private boolean held(String name) {
    return admits(ranks.of(name));
  }

  @Override
  public Map<String, Object> lastKnownProperties(String name) {
    RemovedProvider last = gone.get(name);
    if (last != null) {
      return last.properties();
    }
    ProviderCandidate<T> candidate = failing.get(name);
    if (candidate != null) {
      return candidate.service().properties();
    }
    return silent
        .of(contract)
        .filter(provider -> provider.name().equals(name) && !held(name))
        .findFirst()
        .map(InactiveProvider::properties)
        .orElse(Map.of());
  }

  @Override
  public void close() {
    tracker.close();
  }

  @Override
  public ProviderCandidate<T> addingService(ServiceReference<T> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null
        || !(reference.getProperty(ModulePropertyNames.NAME) instanceof String name)) {
      return null;
    }
    BundleTrafficGate gate = gates.of(bundle.getBundleId());
    ProviderCandidate<T> candidate =
        new ProviderCandidate<>(
            name,
            bundle,
            bundle.getVersion(),
            new LazyService<>(context, contract, reference),
            attemptsOf(bundle, name),
            gate);
    update(() -> candidates.put(reference, candidate));
    return candidate;
  }

  @Override
  public void modifiedService(ServiceReference<T> reference, ProviderCandidate<T> candidate) {
    candidate.service().modified();
    candidate.attempts().reset();
    update(() -> {}); // its ranking may have changed
  }

  @Override
  public void removedService(ServiceReference<T> reference, ProviderCandidate<T> candidate) {
    update(
        () -> {
          candidates.remove(reference);
          String name = candidate.name();
          if (candidates.values().stream().noneMatch(other -> other.name().equals(name))) {
            Bundle bundle = candidate.bundle();
            gone.put(
                name,
                new RemovedProvider(
                    bundle,
                    MissingModuleResolver.name(bundle),
                    candidate.gate(),
                    candidate.service().properties()));
          }
        });
    candidate.service().release();
  }

  private ActivationBackoff attemptsOf(Bundle bundle, String name) {
    synchronized (candidates) {
      attempts.keySet().removeIf(origin -> context.getBundle(origin.bundleId()) == null);
      ActivationBackoff kept =
          attempts.computeIfAbsent(
              new ProviderOrigin(bundle.getBundleId(), name),
              origin -> new ActivationBackoff(label(bundle, name), nanos));
      if (candidates.values().stream().anyMatch(other -> other.attempts() == kept)) {
        return new ActivationBackoff(
            label(bundle, name), nanos); // another service of the same bundle
      }
      kept.reset();
      return kept;
    }
  }

  private String label(Bundle bundle, String name) {
    return "contract=%s name=%s module=%s version=%s"
        .formatted(
            contract.getSimpleName(),
            name,
            MissingModuleResolver.name(bundle),
            bundle.getVersion());
  }

  private void update(Runnable change) {
    synchronized (candidates) {
      change.run();
      RankedProviders<T> changed = RankedProviders.of(candidates.values());
      ranks = changed;
      // Removed last: concurrent readers find a name in one of the maps or in both.
      gone.keySet().removeIf(changed.byName()::containsKey);
    }
  }
}
