package org.lumoauth.platform.persistence.unit;

import java.util.function.Predicate;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Recognizes the class loader of a bundle that was uninstalled, or of which another revision is
 * current. Class loaders that are not of a bundle are never stale.
 */
final class StaleClassLoaderPredicate implements Predicate<ClassLoader> {

  @Override
  public boolean test(ClassLoader loader) {
    if (!(loader instanceof BundleReference reference)) {
      return false;
    }
    BundleWiring current = reference.getBundle().adapt(BundleWiring.class);
    return current == null || current.getClassLoader() != loader;
  }
}
