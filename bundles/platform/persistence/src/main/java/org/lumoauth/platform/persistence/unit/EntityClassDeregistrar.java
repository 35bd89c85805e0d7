/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.openjpa.enhance.PCRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entity classes in OpenJPA's static registry, which retains them until they are deregistered.
 * An entity class registers itself once, when it is initialized. Its class loader is therefore
 * deregistered only after its bundle dropped the loader and the loader's last unit closed.
 */
final class EntityClassDeregistrar {
  private static final Logger LOG = LoggerFactory.getLogger(EntityClassDeregistrar.class);

  private final Predicate<ClassLoader> isStale;
  private final Map<ClassLoader, Integer> openUnits = new HashMap<>();

  /**
   * Creates the registrations.
   *
   * @param isStale whether a bundle no longer uses a class loader
   */
  EntityClassDeregistrar(Predicate<ClassLoader> isStale) {
    this.isStale = isStale;
  }

  /** Counts an open unit with entities that must remain registered. */
  synchronized void addUnit(ClassLoader loader) {
    openUnits.merge(loader, 1, Integer::sum);
  }

  /** Counts a closed unit and deregisters stale classes. */
  synchronized void removeUnit(ClassLoader loader) {
    openUnits.computeIfPresent(loader, (key, units) -> units == 1 ? null : units - 1);
    removeStale();
  }

  /** Deregisters the entity classes of stale class loaders that have no open unit. */
  synchronized void removeStale() {
    Set<ClassLoader> loaders = new HashSet<>();
    for (Class<?> type : PCRegistry.getRegisteredTypes()) {
      if (type != null) { // the keys are weak references
        loaders.add(type.getClassLoader());
      }
    }
    for (ClassLoader loader : loaders) {
      if (!openUnits.containsKey(loader) && isStale.test(loader)) {
        PCRegistry.deRegister(loader);
        LOG.debug("persistence.entities-deregistered loader={}", loader);
      }
    }
  }
}
