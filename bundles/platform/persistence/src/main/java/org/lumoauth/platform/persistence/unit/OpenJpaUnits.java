package org.lumoauth.platform.persistence.unit;

import javax.sql.DataSource;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.migration.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens units: the schema first, then OpenJPA on it. */
public final class OpenJpaUnits implements PersistenceUnits {
  private static final Logger LOG = LoggerFactory.getLogger(OpenJpaUnits.class);

  private final DataSource transactions;
  private final DataSource statements;
  private final Migrations migrations;

  /**
   * @param transactions connections on which somebody has to commit
   * @param statements connections on which each statement commits by itself
   */
  public OpenJpaUnits(DataSource transactions, DataSource statements, DatabaseKind kind) {
    this.transactions = transactions;
    this.statements = statements;
    this.migrations = new Migrations(transactions, kind);
  }

  @Override
  public PersistenceUnit open(UnitDefinition definition) {
    long start = System.nanoTime();
    migrations.apply(definition);
    var factory =
        definition.entities().isEmpty() ? null : EntityFactory.open(definition, transactions);
    LOG.info(
        "persistence.unit-open unit={} entities={} ms={}",
        definition.name(),
        definition.entities().size(),
        (System.nanoTime() - start) / 1_000_000);
    return new OpenJpaUnit(definition, transactions, statements, factory);
  }
}
