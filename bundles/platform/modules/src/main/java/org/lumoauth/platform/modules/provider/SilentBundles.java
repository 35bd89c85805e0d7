package org.lumoauth.platform.modules.provider;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.module.ModuleProperties;
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
 */
final class SilentBundles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilentBundles.class);
  private static final int SILENT =
      Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.STOPPING;

  private final BundleGates gates;
  private final BundleTracker<Bundle> tracker;
  private final Map<Bundle, Contents> known = new ConcurrentHashMap<>();

  /** What a bundle declares as it was at that time, in the framework's milliseconds. */
  private record Contents(long modified, List<Declared> declared) {}

  SilentBundles(BundleContext context, BundleGates gates) {
    this.gates = gates;
    this.tracker =
        new BundleTracker<>(context, SILENT, null) {
          @Override
          public Bundle addingBundle(Bundle bundle, BundleEvent event) {
            return hasComponents(bundle) ? bundle : null;
          }

          @Override
          public void removedBundle(Bundle bundle, BundleEvent event, Bundle silent) {
            known.remove(bundle);
          }
        };
    tracker.open();
  }

  /** Whether every bundle with components runs, as it is nearly always. */
  boolean isEmpty() {
    return tracker.isEmpty();
  }

  /**
   * What would be provided of a contract.
   *
   * @return the module's name by the provider's
   */
  Map<String, String> of(Class<?> contract) {
    Map<String, String> modules = new TreeMap<>();
    for (Bundle bundle : tracker.getTracked().keySet()) {
      if (gates.of(bundle.getBundleId()).admits()) { // else it is on its way in or out
        declared(bundle).stream()
            .filter(provider -> provider.contract().equals(contract.getName()))
            .forEach(provider -> modules.put(provider.name(), module(bundle)));
      }
    }
    return modules;
  }

  /** The name of a bundle's module. */
  static String module(Bundle bundle) {
    String name = bundle.getHeaders("").get(ModuleProperties.MODULE_HEADER);
    return name == null ? bundle.getSymbolicName() : name;
  }

  private List<Declared> declared(Bundle bundle) {
    long modified = bundle.getLastModified();
    return known
        .compute(
            bundle,
            (same, contents) ->
                contents != null && contents.modified() == modified
                    ? contents
                    : new Contents(modified, read(bundle)))
        .declared();
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
  }
}
