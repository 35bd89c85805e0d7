package org.lumoauth.authz.openfga.assertion;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of this bundle, accessed with plain SQL. */
@Component(service = FgaAssertionSqlGateway.class)
public final class FgaAssertionSqlGateway {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "authz-openfga", FgaAssertionSqlGateway.class, List.of(), "db/authz-openfga.xml");

  private final PersistenceUnit unit;

  @Activate
  public FgaAssertionSqlGateway(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  FgaAssertionSqlGateway(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.jdbc(work);
  }

  /** Runs a transaction and retries it after a conflict. */
  <T> T retryingTransaction(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }
}
