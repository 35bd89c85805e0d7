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
 * Bundles that are installed and do not run, with what they would provide: so that a module that
 * did not start with the server is known to be missing, though nobody has seen a provider of it.
 * What is asked with every request while something is away is put together once, and again when a
 * bundle changes its state.
 */
final class SilentBundles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilentBundles.class);
  private static final int SILENT =
      Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.STOPPING;
  private static final Comparator<Bundle> NEWEST_FIRST =
      Comparator.comparing(Bundle::getVersion)
          .reversed()
          .thenComparing(Comparator.comparing(Bundle::getBundleId).reversed());

  private final BundleGates gates;
  private final Newcomers newcomers;
  private final BundleTracker<Bundle> tracker;
  private final Set<Bundle> silent = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final Map<Bundle, Contents> known = new ConcurrentHashMap<>();
  private volatile Overview last = new Overview(-1, Map.of());

  /** What a bundle declares as it was at that time, in the framework's milliseconds. */
  private record Contents(long modified, String module, List<Declared> declared) {}

  /** Everything that would be provided, by contract, as of that many changes. */
  private record Overview(long changes, Map<String, List<SilentProvider>> byContract) {}

  SilentBundles(BundleContext context, BundleGates gates) {
    this.gates = gates;
    this.newcomers =
        Newcomers.watch(context, gates); // before the tracker: it hears of each bundle first
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
            changes.incrementAndGet(); // it may have been updated
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

  /** Whether every bundle with components runs, as it is nearly always. */
  boolean isEmpty() {
    return silent.isEmpty();
  }

  /** What would be provided of a contract, and is missed; of the newest version first. */
  Stream<SilentProvider> of(Class<?> contract) {
    return overview().byContract().getOrDefault(contract.getName(), List.of()).stream()
        .filter(provider -> provider.gate().admits()) // else it is on its way in or out
        .filter(provider -> !newcomers.contains(provider.bundle()))
        .filter(provider -> isSilent(provider.bundle())); // one may just be a newcomer no more
  }

  private static boolean isSilent(Bundle bundle) {
    return (bundle.getState() & SILENT) != 0;
  }

  private Overview overview() {
    long now = changes.get();
    Overview kept = last;
    if (kept.changes() != now) {
      kept = new Overview(now, byContract());
      last = kept;
    }
    return kept;
  }

  private Map<String, List<SilentProvider>> byContract() {
    Map<String, List<SilentProvider>> providers = new HashMap<>();
    silent.stream()
        .sorted(NEWEST_FIRST)
        .forEach(
            bundle -> {
              Contents contents = contents(bundle);
              BundleGate gate = gates.of(bundle.getBundleId());
              for (Declared each : contents.declared()) {
                providers
                    .computeIfAbsent(each.contract(), any -> new ArrayList<>())
                    .add(
                        new SilentProvider(
                            bundle, contents.module(), gate, each.name(), each.properties()));
              }
            });
    providers.replaceAll((contract, each) -> List.copyOf(each));
    return Map.copyOf(providers);
  }

  private Contents contents(Bundle bundle) {
    long modified = bundle.getLastModified();
    Contents contents = known.get(bundle);
    if (contents == null || contents.modified() != modified) {
      contents = new Contents(modified, MissingModules.name(bundle), read(bundle));
      known.put(bundle, contents);
    }
    return contents;
  }

  private static List<Declared> read(Bundle bundle) {
    try {
      return Declared.by(bundle);
    } catch (IOException | IllegalStateException e) { // it may be uninstalled just now
      LOG.warn("module.components-not-read bundle={}", bundle, e);
      return List.of();
    }
  }

  /** A fragment never runs. */
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
