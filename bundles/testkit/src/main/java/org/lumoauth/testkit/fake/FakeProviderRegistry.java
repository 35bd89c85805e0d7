/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;

/** Providers that a test adds and removes; counts the open leases. */
public final class FakeProviderRegistry implements ProviderRegistry {

  private final Map<Class<?>, Map<String, Object>> providers = new HashMap<>();
  private final Map<Class<?>, Map<String, String>> away = new HashMap<>();
  private final Map<Class<?>, Set<String>> stumbling = new HashMap<>();
  private final Map<String, Map<String, Object>> properties = new ConcurrentSkipListMap<>();
  private final Map<String, Runnable> recovering = new ConcurrentSkipListMap<>();
  private final Map<String, Runnable> returning = new ConcurrentSkipListMap<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Registers a provider for a name. */
  public <T> FakeProviderRegistry with(Class<T> contract, String name, T provider) {
    byName(contract).put(name, provider);
    away(contract).remove(name);
    withFirstCallFailing(contract).remove(name);
    return this;
  }

  /** Registers a provider with these service properties. */
  public <T> FakeProviderRegistry with(
      Class<T> contract, String name, T provider, Map<String, Object> declared) {
    properties.put(key(contract, name), Map.copyOf(declared));
    return with(contract, name, provider);
  }

  /** Removes the provider of a name. */
  public FakeProviderRegistry without(Class<?> contract, String name) {
    byName(contract).remove(name);
    return this;
  }

  /** Makes the provider of a name unavailable; its module remains installed. */
  public FakeProviderRegistry withUnavailable(Class<?> contract, String name, String module) {
    away(contract).put(name, module);
    return without(contract, name);
  }

  /** Makes a provider with these service properties unavailable. */
  public FakeProviderRegistry withUnavailable(
      Class<?> contract, String name, String module, Map<String, Object> declared) {
    properties.put(key(contract, name), Map.copyOf(declared));
    return withUnavailable(contract, name, module);
  }

  /**
   * Registers an unavailable provider that becomes available after the first failed lookup: that
   * caller finds it neither available nor, afterwards, unavailable.
   */
  public <T> FakeProviderRegistry withRecoveringAfterAcquire(
      Class<T> contract, String name, String module, T provider) {
    withUnavailable(contract, name, module);
    recovering.put(key(contract, name), () -> with(contract, name, provider));
    return this;
  }

  /**
   * Registers a provider that fails on the first lookup and works from then on: that caller does
   * not get it, and never finds it unavailable.
   */
  public <T> FakeProviderRegistry withFirstCallFailing(Class<T> contract, String name, T provider) {
    without(contract, name);
    withFirstCallFailing(contract).add(name);
    recovering.put(key(contract, name), () -> with(contract, name, provider));
    return this;
  }

  /**
   * Registers an unavailable provider that becomes available after the available providers were
   * listed: a caller that then lists the unavailable ones finds it in neither list.
   */
  public <T> FakeProviderRegistry withRecoveringAfterListing(
      Class<T> contract, String name, String module, T provider) {
    withUnavailable(contract, name, module);
    returning.put(key(contract, name), () -> with(contract, name, provider));
    return this;
  }

  private void askedInVain(Class<?> contract, String name) {
    Runnable recovery = recovering.remove(key(contract, name));
    if (recovery != null) {
      recovery.run();
    }
  }

  /** Returns the number of open leases; an open lease at the end of a test is a leak. */
  public int openLeases() {
    return open.get();
  }

  @Override
  public <T> ProviderTracker<T> track(Class<T> contract) {
    return new FakeProviderTracker<>(
        contract, byName(contract), away(contract), withFirstCallFailing(contract));
  }

  private synchronized Map<String, String> away(Class<?> contract) {
    return away.computeIfAbsent(contract, any -> new ConcurrentSkipListMap<>());
  }

  private synchronized Set<String> withFirstCallFailing(Class<?> contract) {
    return stumbling.computeIfAbsent(contract, any -> new ConcurrentSkipListSet<>());
  }

  private synchronized Map<String, Object> byName(Class<?> contract) {
    return providers.computeIfAbsent(contract, any -> Collections.synchronizedMap(new TreeMap<>()));
  }

  private final class FakeProviderTracker<T> implements ProviderTracker<T> {

    private final Class<T> contract;
    private final Map<String, Object> current;
    private final Map<String, String> absent;
    private final Set<String> failing;

    FakeProviderTracker(
        Class<T> contract,
        Map<String, Object> current,
        Map<String, String> absent,
        Set<String> failing) {
      this.contract = contract;
      this.current = current;
      this.absent = absent;
      this.failing = failing;
    }

    @Override
    public Optional<ServiceLease<T>> lease(String name) {
      Optional<ServiceLease<T>> found =
          Optional.ofNullable(current.get(name)).map(provider -> lease(name, provider));
      if (found.isEmpty()) {
        askedInVain(contract, name);
      }
      return found;
    }

    @Override
    public List<ServiceLease<T>> leaseAvailable() {
      var leases = new ArrayList<ServiceLease<T>>();
      synchronized (current) {
        current.forEach((name, found) -> leases.add(lease(name, found)));
      }
      Set.copyOf(absent.keySet()).forEach(name -> askedInVain(contract, name));
      Set.copyOf(failing).forEach(name -> askedInVain(contract, name));
      return List.copyOf(leases);
    }

    @Override
    public Set<String> names() {
      synchronized (current) {
        var names = new HashSet<>(current.keySet());
        names.addAll(failing);
        Set.copyOf(absent.keySet()).forEach(this::looked);
        return Set.copyOf(names);
      }
    }

    private void looked(String name) {
      Runnable comingBack = returning.remove(key(contract, name));
      if (comingBack != null) {
        comingBack.run();
      }
    }

    @Override
    public Map<String, String> findUnavailable() {
      return Map.copyOf(absent);
    }

    @Override
    public Map<String, Object> lastKnownProperties(String name) {
      return absent.containsKey(name) ? declared(name) : Map.of();
    }

    @Override
    public void close() {
      // Leases remain valid, and no resource has to be released.
    }

    private ServiceLease<T> lease(String name, Object provider) {
      open.incrementAndGet();
      return new CountedLease<>(name, contract.cast(provider), declared(name), open);
    }

    private Map<String, Object> declared(String name) {
      return properties.getOrDefault(key(contract, name), Map.of());
    }
  }

  private static String key(Class<?> contract, String name) {
    return contract.getName() + " " + name;
  }

  private record CountedLease<T>(
      String name, T get, Map<String, Object> properties, AtomicInteger open, AtomicBoolean closed)
      implements ServiceLease<T> {

    CountedLease(String name, T provider, Map<String, Object> properties, AtomicInteger open) {
      this(name, provider, properties, open, new AtomicBoolean());
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    }
  }
}
