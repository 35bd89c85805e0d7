package org.lumoauth.platform.audit.chain;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The bundle's unit. Plain SQL only: entities cost too much where every request writes. */
@Component(service = AuditPersistenceUnit.class)
public final class AuditPersistenceUnit {
  private final PersistenceUnit unit;

  @Activate
  public AuditPersistenceUnit(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new PersistenceUnitDefinition(
                "platform-audit", AuditPersistenceUnit.class, List.of(), "db/platform-audit.xml"));
  }

  /** Runs work on a connection in one transaction. */
  public <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** The same, again where another came between. */
  public <T> T retryingTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Runs one statement, which commits by itself, ahead of what others want of the database. */
  <T> T urgentAutoCommit(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentAutoCommit(work);
  }

  /** The same for what takes several statements, in one transaction. */
  <T> T urgentTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.urgentTransaction(work);
  }

  /** Deletes many rows, some at a time, as {@link PersistenceUnit#deleteInBatches}. */
  int deleteInBatches(String delete, Object... values) {
    return unit.deleteInBatches(delete, values);
  }

  @Deactivate
  public void close() {
    unit.close();
  }
}
