package org.lumoauth.platform.persistence.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/** What each unit's changelog made of an empty database of each kind. */
final class SchemaCopies {
  private final Map<Made, SchemaCopy> copies = new ConcurrentHashMap<>();

  private record Made(DatabaseKind kind, UnitDefinition unit) {}

  Optional<SchemaCopy> find(DatabaseKind kind, UnitDefinition unit) {
    return Optional.ofNullable(copies.get(new Made(kind, unit)));
  }

  void keep(DatabaseKind kind, UnitDefinition unit, SchemaCopy copy) {
    copies.put(new Made(kind, unit), copy);
  }
}
