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
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ModuleProperties;
import org.lumoauth.api.module.Providers;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Follows the services of one contract and keeps a snapshot of who is in charge of what. */
final class TrackedProviders<T> implements Providers<T>, ServiceTrackerCustomizer<T, Candidate<T>> {
  private final BundleContext context;
  private final Class<T> contract;
  private final BundleGates gates;
  private final SilentBundles silent;
  private final LongSupplier nanos;
  private final ServiceTracker<T, Candidate<T>> tracker;
  private final Map<ServiceReference<T>, Candidate<T>> candidates = new HashMap<>();
  private final Map<Origin, Attempts> attempts = new HashMap<>();
  private final Map<String, Gone> gone = new ConcurrentHashMap<>();

  /** Those who are registered and were asked for, and could not be had: their activation fails. */
  private final Map<String, Candidate<T>> failing = new ConcurrentHashMap<>();

  private volatile Ranks<T> ranks = new Ranks<>(Map.of());

  /** The last one who had a name. */
  private record Gone(
      Bundle bundle, String module, BundleGate gate, Map<String, Object> properties) {
    /** A module that is retired or uninstalled has gone for good. */
    boolean mayComeBack() {
      return bundle.getState() != Bundle.UNINSTALLED && gate.admits();
    }
  }

  /** Whose provider it is: also one that is registered anew, as with another configuration. */
  private record Origin(long bundleId, String name) {}

  private TrackedProviders(
      BundleContext context,
      Class<T> contract,
      BundleGates gates,
      SilentBundles silent,
      LongSupplier nanos) {
    this.context = context;
    this.contract = contract;
    this.gates = gates;
    this.silent = silent;
    this.nanos = nanos;
    this.tracker = new ServiceTracker<>(context, contract, this);
  }

  /**
   * Begins to follow them.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   */
  static <T> TrackedProviders<T> open(
      BundleContext context,
      Class<T> contract,
      BundleGates gates,
      SilentBundles silent,
      LongSupplier nanos) {
    TrackedProviders<T> providers = new TrackedProviders<>(context, contract, gates, silent, nanos);
    providers.tracker.open();
    return providers;
  }

  @Override
  public Optional<Lease<T>> acquire(String name) {
    return Optional.ofNullable(inCharge(name));
  }

  @Override
  public List<Lease<T>> acquireAll() {
    Set<String> names = ranks.byName().keySet();
    List<Lease<T>> leases = new ArrayList<>(names.size());
    try {
      for (String name : names) {
        Lease<T> lease = inCharge(name);
        if (lease != null) {
          leases.add(lease);
        }
      }
    } catch (RuntimeException | Error e) {
      leases.forEach(Lease::close);
      throw e;
    }
    return leases;
  }

  /**
   * The first that takes new work. A successor is admitted before its predecessor is barred; but
   * whoever met the successor still barred, or not at all, may then meet the predecessor barred
   * already. So a search that found nobody is made once more, among those who are there by then.
   */
  private Lease<T> inCharge(String name) {
    Lease<T> lease = firstOf(ranks.of(name));
    if (lease == null) {
      lease = firstOf(ranks.of(name));
    }
    if (lease == null) {
      ranks.of(name).stream()
          .filter(Candidate::admits)
          .findFirst()
          .ifPresent(candidate -> failing.put(name, candidate));
    } else if (!failing.isEmpty()) {
      failing.remove(name);
    }
    return lease;
  }

  private static <T> Lease<T> firstOf(List<Candidate<T>> rivals) {
    for (Candidate<T> candidate : rivals) {
      Lease<T> lease = candidate.acquire();
      if (lease != null) {
        return lease;
      }
    }
    return null;
  }

  @Override
  public Set<String> names() {
    Map<String, List<Candidate<T>>> byName = ranks.byName();
    for (List<Candidate<T>> rivals : byName.values()) {
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
    return byName.keySet(); // as nearly always, and with every decision
  }

  private static <T> boolean admits(List<Candidate<T>> rivals) {
    for (int i = 0; i < rivals.size(); i++) {
      if (rivals.get(i).admits()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Map<String, String> away() {
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

  private boolean fails(Candidate<T> candidate) {
    return candidate.admits()
        && ranks.of(candidate.name()).contains(candidate)
        && candidate.provider() == null;
  }

  private String lacking(Candidate<T> candidate) {
    Bundle bundle = candidate.bundle();
    return gates.lacking(bundle, MissingModules.name(bundle));
  }

  private boolean held(String name) {
    return admits(ranks.of(name));
  }

  @Override
  public Map<String, Object> lastProperties(String name) {
    Gone last = gone.get(name);
    if (last != null) {
      return last.properties();
    }
    Candidate<T> candidate = failing.get(name);
    if (candidate != null) {
      return candidate.service().properties();
    }
    return silent
        .of(contract)
        .filter(provider -> provider.name().equals(name) && !held(name))
        .findFirst()
        .map(SilentProvider::properties)
        .orElse(Map.of());
  }

  @Override
  public void close() {
    tracker.close();
  }

  @Override
  public Candidate<T> addingService(ServiceReference<T> reference) {
    Bundle bundle = reference.getBundle();
    if (bundle == null || !(reference.getProperty(ModuleProperties.NAME) instanceof String name)) {
      return null;
    }
    BundleGate gate = gates.of(bundle.getBundleId());
    Candidate<T> candidate =
        new Candidate<>(
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
  public void modifiedService(ServiceReference<T> reference, Candidate<T> candidate) {
    candidate.service().modified();
    candidate.attempts().renew();
    update(() -> {}); // its ranking may be another
  }

  @Override
  public void removedService(ServiceReference<T> reference, Candidate<T> candidate) {
    update(
        () -> {
          candidates.remove(reference);
          String name = candidate.name();
          if (candidates.values().stream().noneMatch(other -> other.name().equals(name))) {
            Bundle bundle = candidate.bundle();
            gone.put(
                name,
                new Gone(
                    bundle,
                    MissingModules.name(bundle),
                    candidate.gate(),
                    candidate.service().properties()));
          }
        });
    candidate.service().release();
  }

  private Attempts attemptsOf(Bundle bundle, String name) {
    synchronized (candidates) {
      attempts.keySet().removeIf(origin -> context.getBundle(origin.bundleId()) == null);
      Attempts kept =
          attempts.computeIfAbsent(
              new Origin(bundle.getBundleId(), name),
              origin -> new Attempts(label(bundle, name), nanos));
      if (candidates.values().stream().anyMatch(other -> other.attempts() == kept)) {
        return new Attempts(label(bundle, name), nanos); // another service of the bundle's
      }
      kept.renew();
      return kept;
    }
  }

  private String label(Bundle bundle, String name) {
    return "contract=%s name=%s module=%s version=%s"
        .formatted(
            contract.getSimpleName(), name, MissingModules.name(bundle), bundle.getVersion());
  }

  private void update(Runnable change) {
    synchronized (candidates) {
      change.run();
      Ranks<T> changed = Ranks.of(candidates.values());
      ranks = changed;
      // Only now: whoever asks meanwhile for all finds a name here or there, or in both.
      gone.keySet().removeIf(changed.byName()::containsKey);
    }
  }
}
