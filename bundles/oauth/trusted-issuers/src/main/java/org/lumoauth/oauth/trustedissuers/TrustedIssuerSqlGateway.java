package org.lumoauth.oauth.trustedissuers;

import java.util.List;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Accesses the tables of this bundle in plain SQL. Each statement is one atomic step. */
@Component(service = TrustedIssuerSqlGateway.class)
public final class TrustedIssuerSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-trusted-issuers",
          TrustedIssuerSqlGateway.class,
          List.of(),
          "db/oauth-trusted-issuers.xml");

  private final PersistenceUnit unit;

  @Activate
  public TrustedIssuerSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  TrustedIssuerSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs a statement and returns the number of changed rows. */
  int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  /**
   * Runs a statement that changes one row and publishes events with it; returns whether the row was
   * changed.
   */
  boolean update(OutboxEvents told, String sql, Object... values) {
    return unit.jdbc(
        connection -> {
          boolean changed = SqlStatements.update(connection, sql, values) == 1;
          if (changed) {
            told.write(connection);
          }
          return changed;
        });
  }
}
