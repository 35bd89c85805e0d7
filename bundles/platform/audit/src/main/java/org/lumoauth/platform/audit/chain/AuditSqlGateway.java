package org.lumoauth.platform.audit.chain;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The bundle's persistence unit. Plain SQL only, because entities are too expensive on every
 * request.
 */
@Component(service = AuditSqlGateway.class)
public final class AuditSqlGateway {
  private final PersistenceUnit unit;

  @Activate
  public AuditSqlGateway(@Reference PersistenceUnitFactory units) {
    this.unit =
        units.open(
            new PersistenceUnitDefinition(
                "platform-audit", AuditSqlGateway.class, List.of(), "db/platform-audit.xml"));
  }

  /** Runs work on a connection in one transaction. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs work in one transaction and retries after a conflict. */
  public <T> T retryingTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Runs one statement that commits by itself, with priority over other work on the database. */
  <T> T urgentAutoCommit(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentAutoCommit(work);
  }

  /** Runs several statements in one transaction, with priority over other work. */
  <T> T urgentTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentTransaction(work);
  }

  /** Deletes many rows in batches, as {@link PersistenceUnit#deleteInBatches}. */
  int deleteInBatches(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  @Deactivate
  public void close() {
    unit.close();
  }
}
