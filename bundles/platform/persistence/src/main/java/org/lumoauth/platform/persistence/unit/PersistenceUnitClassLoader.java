/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.apache.openjpa.persistence.PersistenceProviderImpl;

/**
 * Loads a bundle's entities, OpenJPA's own classes, which the bundle does not import, and the
 * mapping repository that OpenJPA creates for the unit.
 */
final class PersistenceUnitClassLoader extends ClassLoader {
  private final ClassLoader openJpa = PersistenceProviderImpl.class.getClassLoader();

  PersistenceUnitClassLoader(ClassLoader bundle) {
    super(bundle);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.equals(BundleMappingRepository.class.getName())
        ? BundleMappingRepository.class
        : openJpa.loadClass(name);
  }

  @Override
  protected URL findResource(String name) {
    return openJpa.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return openJpa.getResources(name);
  }
}
