/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/** The schema that each unit's changelog created in an empty database of each kind. */
final class SchemaCopyCache {
  private final Map<SchemaCopyKey, SchemaCopy> copies = new ConcurrentHashMap<>();

  private record SchemaCopyKey(DatabaseKind kind, PersistenceUnitDefinition unit) {}

  Optional<SchemaCopy> find(DatabaseKind kind, PersistenceUnitDefinition unit) {
    return Optional.ofNullable(copies.get(new SchemaCopyKey(kind, unit)));
  }

  void keep(DatabaseKind kind, PersistenceUnitDefinition unit, SchemaCopy copy) {
    copies.put(new SchemaCopyKey(kind, unit), copy);
  }
}
