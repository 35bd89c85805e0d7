/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import org.apache.openjpa.enhance.PCRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityClassDeregistrarTest {
  private final ClassLoader loader = new ClassLoader() {};
  private final Class<?> entity = classOf(loader);
  private final Set<ClassLoader> stale = new HashSet<>();
  private final EntityClassDeregistrar registrations = new EntityClassDeregistrar(stale::contains);

  @BeforeEach
  void register() {
    PCRegistry.register(entity, new String[0], new Class<?>[0], new byte[0], null, "Entity", null);
  }

  @AfterEach
  void deregister() {
    PCRegistry.deRegister(loader);
  }

  @Test
  void deregistersAStaleLoaderWithoutUnits() {
    stale.add(loader);

    registrations.removeStale();

    assertFalse(PCRegistry.isRegistered(entity));
  }

  @Test
  void retainsEntitiesOfCurrentLoader() {
    registrations.addUnit(loader);
    registrations.removeUnit(loader);
    registrations.removeStale();

    assertTrue(PCRegistry.isRegistered(entity)); // the unit may be opened again
  }

  @Test
  void retainsEntitiesOfStaleLoaderUntilLastUnitCloses() {
    registrations.addUnit(loader);
    registrations.addUnit(loader);
    stale.add(loader);

    registrations.removeUnit(loader);
    registrations.removeStale();
    assertTrue(PCRegistry.isRegistered(entity));

    registrations.removeUnit(loader);
    assertFalse(PCRegistry.isRegistered(entity));
  }

  @Test
  void retainsEntitiesOfOtherLoaders() {
    ClassLoader other = new ClassLoader() {};
    stale.add(other);

    registrations.removeStale();

    assertTrue(PCRegistry.isRegistered(entity));
  }

  private static Class<?> classOf(ClassLoader loader) {
    return Proxy.newProxyInstance(
            loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
        .getClass();
  }
}
