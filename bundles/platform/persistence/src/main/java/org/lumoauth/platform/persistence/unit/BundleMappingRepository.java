/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import org.apache.openjpa.jdbc.meta.MappingRepository;

/**
 * The mappings of one unit. OpenJPA reports every entity class of the JVM to the repository of
 * every unit, and a repository never drops a class. This repository accepts only classes of its own
 * bundle, so that an uninstalled bundle is not reachable from the units of other bundles.
 */
public final class BundleMappingRepository extends MappingRepository {
  private static final long serialVersionUID = 1L;

  private final transient ClassLoader bundle;

  /** Called by OpenJPA while the unit's class loader is the thread's context class loader. */
  public BundleMappingRepository() {
    if (!(Thread.currentThread().getContextClassLoader()
        instanceof PersistenceUnitClassLoader unit)) {
      throw new IllegalStateException("The context class loader must be that of a unit.");
    }
    this.bundle = unit.getParent();
  }

  @Override
  public void register(Class<?> type) {
    if (type.getClassLoader() == bundle) {
      super.register(type);
    }
  }
}
