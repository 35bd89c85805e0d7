/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installed bundles that are not running, with the providers they declare. A module that did not
 * start with the server is therefore reported as missing, although its providers were never
 * registered. The index is rebuilt only when a bundle changes its state.
 */
final class InactiveBundleProviderLookup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InactiveBundleProviderLookup.class);
  private static final int SILENT =
      Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.STOPPING;
  private static final Comparator<Bundle> NEWEST_FIRST =
      Comparator.comparing(Bundle::getVersion)
          .reversed()
          .thenComparing(Comparator.comparing(Bundle::getBundleId).reversed());

  private final BundleTrafficGates gates;
  private final NeverStartedBundleTracker newcomers;
  private final BundleTracker<Bundle> tracker;
  private final Set<Bundle> silent = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final Map<Bundle, BundleDeclarations> known = new ConcurrentHashMap<>();
  private volatile InactiveProviderIndex last = new InactiveProviderIndex(-1, Map.of());

  /** The declarations of a bundle at its modification time in milliseconds. */
  private record BundleDeclarations(
      long modified, String module, List<DeclaredProvider> declared) {}

  /** All declared providers by contract, for a number of bundle changes. */
  private record InactiveProviderIndex(
      long changes, Map<String, List<InactiveProvider>> byContract) {}

  InactiveBundleProviderLookup(BundleContext context, BundleTrafficGates gates) {
    this.gates = gates;
    this.newcomers =
        NeverStartedBundleTracker.watch(
            context, gates); // before the tracker, to receive bundle events first
    this.tracker =
        new BundleTracker<>(context, SILENT, null) {
          @Override
          public Bundle addingBundle(Bundle bundle, BundleEvent event) {
            if (!hasComponents(bundle)) {
              return null;
            }
            silent.add(bundle);
            changes.incrementAndGet();
            return bundle;
          }

          @Override
          public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            changes.incrementAndGet(); // the bundle may have been updated
          }

          @Override
          public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            silent.remove(bundle);
            known.remove(bundle);
            changes.incrementAndGet();
          }
        };
    tracker.open();
  }

  /** Returns whether every bundle with components is running, which is the usual case. */
  boolean isEmpty() {
    return silent.isEmpty();
  }

  /** Returns the missing providers of a contract, the newest version first. */
  Stream<InactiveProvider> of(Class<?> contract) {
    return overview().byContract().getOrDefault(contract.getName(), List.of()).stream()
        .filter(provider -> provider.gate().isOpen()) // otherwise it is being installed or removed
        .filter(provider -> !newcomers.contains(provider.bundle()))
        .filter(
            provider ->
                isSilent(provider.bundle())); // it may have just left the set of unstarted bundles
  }

  private static boolean isSilent(Bundle bundle) {
    return (bundle.getState() & SILENT) != 0;
  }

  private InactiveProviderIndex overview() {
    long now = changes.get();
    InactiveProviderIndex kept = last;
    if (kept.changes() != now) {
      kept = new InactiveProviderIndex(now, byContract());
      last = kept;
    }
    return kept;
  }

  private Map<String, List<InactiveProvider>> byContract() {
    Map<String, List<InactiveProvider>> providers = new HashMap<>();
    silent.stream()
        .sorted(NEWEST_FIRST)
        .forEach(
            bundle -> {
              BundleDeclarations contents = contents(bundle);
              BundleTrafficGate gate = gates.of(bundle.getBundleId());
              for (DeclaredProvider each : contents.declared()) {
                providers
                    .computeIfAbsent(each.contract(), any -> new ArrayList<>())
                    .add(
                        new InactiveProvider(
                            bundle, contents.module(), gate, each.name(), each.properties()));
              }
            });
    providers.replaceAll((contract, each) -> List.copyOf(each));
    return Map.copyOf(providers);
  }

  private BundleDeclarations contents(Bundle bundle) {
    long modified = bundle.getLastModified();
    BundleDeclarations contents = known.get(bundle);
    if (contents == null || contents.modified() != modified) {
      contents = new BundleDeclarations(modified, MissingModuleResolver.name(bundle), read(bundle));
      known.put(bundle, contents);
    }
    return contents;
  }

  private List<DeclaredProvider> read(Bundle bundle) {
    try {
      return DeclaredProvider.readFrom(bundle);
    } catch (IOException | RuntimeException e) {
      // The bundle may be uninstalled while it is read: the framework then throws an
      // IllegalStateException, or a NullPointerException for released content.
      if (gates.of(bundle.getBundleId()).isOpen()) { // a removal closes its gate first
        LOG.warn("module.components-not-read bundle={}", bundle, e);
      }
      return List.of();
    }
  }

  /** Returns whether the bundle has components. A fragment is never started. */
  private static boolean hasComponents(Bundle bundle) {
    var headers = bundle.getHeaders("");
    return headers.get("Service-Component") != null && headers.get(Constants.FRAGMENT_HOST) == null;
  }

  @Override
  public void close() {
    tracker.close();
    newcomers.close();
  }
}
