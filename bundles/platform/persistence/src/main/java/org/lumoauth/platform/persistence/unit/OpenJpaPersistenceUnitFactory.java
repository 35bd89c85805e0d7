/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.time.Duration;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.group.GroupCommitExecutor;
import org.lumoauth.platform.persistence.group.GroupCommitService;
import org.lumoauth.platform.persistence.migration.SchemaMigrator;
import org.lumoauth.platform.persistence.quota.QuotaSettings;
import org.lumoauth.platform.persistence.quota.TenantQuotaEnforcer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens units: migrates the schema, then opens OpenJPA. */
public final class OpenJpaPersistenceUnitFactory implements PersistenceUnitFactory {
  private static final Logger LOG = LoggerFactory.getLogger(OpenJpaPersistenceUnitFactory.class);

  /** The database responds or fails earlier. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatabaseConnectionPools pool;
  private final GroupCommitService groups;
  private final SchemaMigrator migrations;
  private final RowQuotaChecker rows;
  private final EntityClassDeregistrar registrations =
      new EntityClassDeregistrar(new StaleClassLoaderPredicate());

  /** Creates units with the default quotas. */
  public OpenJpaPersistenceUnitFactory(DatabaseConnectionPools pool, DatabaseKind kind) {
    this(pool, kind, new TenantQuotaEnforcer(QuotaSettings.of("")));
  }

  public OpenJpaPersistenceUnitFactory(
      DatabaseConnectionPools pool, DatabaseKind kind, TenantQuotaEnforcer quotas) {
    this.rows = new RowQuotaChecker(quotas, pool);
    this.pool = pool;
    this.groups =
        new GroupCommitService(
            new GroupCommitExecutor(pool.groups(), pool.groupTransactions()),
            change ->
                pool.autoCommit(
                    connection ->
                        SqlStatementRunner.update(connection, change.sql(), change.values())),
            PATIENCE);
    this.migrations = new SchemaMigrator(pool.dataSource(), kind);
  }

  @Override
  public PersistenceUnit open(PersistenceUnitDefinition definition) {
    ClassLoader loader = definition.loader();
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

  /** Deregisters the entity classes of uninstalled or updated bundles. */
  public void removeStaleEntities() {
    registrations.removeStale();
  }

  private PersistenceUnit open(PersistenceUnitDefinition definition, Runnable closed) {
    long start = System.nanoTime();
    migrations.apply(definition);
    var factory =
        definition.entities().isEmpty()
            ? null
            : EntityManagerFactoryOpener.open(definition, pool.dataSource());
    if (factory != null) {
      RowQuotaPersistListener.addTo(factory, definition.entities(), rows);
    }
    LOG.info(
        "persistence.unit-open unit={} entities={} ms={}",
        definition.name(),
        definition.entities().size(),
        (System.nanoTime() - start) / 1_000_000);
    return new OpenJpaPersistenceUnit(definition, pool, groups, rows, factory, closed);
  }
}
