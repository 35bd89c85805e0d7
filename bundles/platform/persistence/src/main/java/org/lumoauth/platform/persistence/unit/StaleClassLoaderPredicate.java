/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.util.function.Predicate;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Detects the class loader of a bundle that was uninstalled or has another current revision. Other
 * class loaders are never stale.
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
