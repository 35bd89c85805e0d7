package org.lumoauth.platform.persistence;

import java.util.List;
import java.util.Objects;

/**
 * The definition of a bundle's persistence unit.
 *
 * @param name the module's name, such as {@code authz-rbac}; its tables begin with a short form of
 *     it
 * @param anchor a class of the bundle: its class loader finds entities and the changelog
 * @param entities the entity classes, enhanced at build time
 * @param changelog path of the Liquibase changelog in the bundle, such as {@code db/authz-rbac.xml}
 */
public record PersistenceUnitDefinition(
    String name, Class<?> anchor, List<Class<?>> entities, String changelog) {
  public PersistenceUnitDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(anchor, "anchor");
    Objects.requireNonNull(changelog, "changelog");
    entities = List.copyOf(entities);
  }
}
