/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.util.List;
import java.util.Objects;

/**
 * The definition of a bundle's persistence unit.
 *
 * @param name the module's name, such as {@code authz-rbac}; its tables begin with a short form of
 *     it
 * @param loader the class loader of the bundle, which finds entities and the changelog
 * @param entities the entity classes, enhanced at build time
 * @param changelog path of the Liquibase changelog in the bundle, such as {@code db/authz-rbac.xml}
 */
public record PersistenceUnitDefinition(
    String name, ClassLoader loader, List<Class<?>> entities, String changelog) {

  public PersistenceUnitDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(changelog, "changelog");
    entities = List.copyOf(entities);
  }

  /**
   * Defines the unit of the bundle of a class.
   *
   * @param anchor a class of the bundle
   */
  public PersistenceUnitDefinition(
      String name, Class<?> anchor, List<Class<?>> entities, String changelog) {
    this(name, anchor.getClassLoader(), entities, changelog);
  }

  /**
   * Defines the unit of a bundle that accesses its tables only by SQL, with the changelog {@code
   * db/NAME.xml}.
   */
  public static PersistenceUnitDefinition ofTables(String name, ClassLoader loader) {
    return new PersistenceUnitDefinition(name, loader, List.of(), "db/" + name + ".xml");
  }
}
