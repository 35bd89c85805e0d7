/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import org.apache.openjpa.enhance.PCRegistry;
import org.apache.openjpa.meta.MetaDataRepository;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.persistence.migration.ContextClassLoaderScope;

class BundleMappingRepositoryTest {
  private final ClassLoader bundle = new ClassLoader() {};

  @Test
  void ignoresClassesOfOtherBundles() throws Exception {
    BundleMappingRepository repository =
        ContextClassLoaderScope.in(
            new PersistenceUnitClassLoader(bundle), BundleMappingRepository::new);
    Class<?> own = registered(bundle, "Own");
    ClassLoader neighbour = new ClassLoader() {};
    Class<?> foreign = registered(neighbour, "Foreign");
    try {
      repository.register(own);
      repository.register(foreign);

      assertEquals(List.of(own), List.copyOf(kept(repository)));
    } finally {
      PCRegistry.deRegister(bundle);
      PCRegistry.deRegister(neighbour);
    }
  }

  @Test
  void requiresPersistenceUnitClassLoader() {
    assertThrows(
        IllegalStateException.class,
        () -> ContextClassLoaderScope.in(bundle, BundleMappingRepository::new));
  }

  private static Collection<?> kept(MetaDataRepository repository) throws Exception {
    Field field = MetaDataRepository.class.getDeclaredField("_registered");
    field.setAccessible(true);
    return (Collection<?>) field.get(repository);
  }

  private static Class<?> registered(ClassLoader loader, String alias) {
    Class<?> type =
        Proxy.newProxyInstance(
                loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
            .getClass();
    PCRegistry.register(type, new String[0], new Class<?>[0], new byte[0], null, alias, null);
    return type;
  }
}
