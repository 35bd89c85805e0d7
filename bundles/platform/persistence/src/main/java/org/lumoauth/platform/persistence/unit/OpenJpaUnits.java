package org.lumoauth.platform.persistence.unit;

import java.time.Duration;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.lumoauth.platform.persistence.datasource.ConnectionPool;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.group.GroupTransactions;
import org.lumoauth.platform.persistence.group.GroupedChanges;
import org.lumoauth.platform.persistence.migration.Migrations;
import org.lumoauth.platform.persistence.quota.QuotaSettings;
import org.lumoauth.platform.persistence.quota.TenantQuotas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens units: the schema first, then OpenJPA on it. */
public final class OpenJpaUnits implements PersistenceUnits {
  private static final Logger LOG = LoggerFactory.getLogger(OpenJpaUnits.class);

  /** The database answers or fails sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionPool pool;
  private final GroupedChanges groups;
  private final Migrations migrations;
  private final RowCounter rows;
  private final EntityRegistrations registrations =
      new EntityRegistrations(new StaleBundleLoader());

  /** Units with the default quotas. */
  public OpenJpaUnits(ConnectionPool pool, DatabaseKind kind) {
    this(pool, kind, new TenantQuotas(QuotaSettings.of("")));
  }

  public OpenJpaUnits(ConnectionPool pool, DatabaseKind kind, TenantQuotas quotas) {
    this.rows = new RowCounter(quotas, pool);
    this.pool = pool;
    this.groups =
        new GroupedChanges(
            new GroupTransactions(pool.groups(), pool.groupTransactions()),
            change ->
                pool.statement(
                    connection -> Statements.update(connection, change.sql(), change.values())),
            PATIENCE);
    this.migrations = new Migrations(pool.dataSource(), kind);
  }

  @Override
  public PersistenceUnit open(UnitDefinition definition) {
    ClassLoader loader = definition.anchor().getClassLoader();
    registrations.addUnit(loader);
    boolean opened = false;
    try {
      PersistenceUnit unit = open(definition, () -> registrations.removeUnit(loader));
      opened = true;
      return unit;
    } finally {
      if (!opened) {
        registrations.removeUnit(loader);
      }
    }
  }

  /** Deregisters the entity classes of bundles that were uninstalled or updated. */
  public void removeStaleEntities() {
    registrations.removeStale();
  }

  private PersistenceUnit open(UnitDefinition definition, Runnable closed) {
    long start = System.nanoTime();
    migrations.apply(definition);
    var factory =
        definition.entities().isEmpty() ? null : EntityFactory.open(definition, pool.dataSource());
    if (factory != null) {
      QuotaListener.addTo(factory, definition.entities(), rows);
    }
    LOG.info(
        "persistence.unit-open unit={} entities={} ms={}",
        definition.name(),
        definition.entities().size(),
        (System.nanoTime() - start) / 1_000_000);
    return new OpenJpaUnit(definition, pool, groups, rows, factory, closed);
  }
}
