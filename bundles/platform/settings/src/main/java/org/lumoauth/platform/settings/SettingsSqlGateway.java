package org.lumoauth.platform.settings;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The bundle's persistence unit, for plain SQL only. */
@Component(service = SettingsSqlGateway.class)
public final class SettingsSqlGateway {
  private final PersistenceUnit unit;

  @Activate
  public SettingsSqlGateway(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new PersistenceUnitDefinition(
                "platform-settings",
                SettingsSqlGateway.class,
                List.of(),
                "db/platform-settings.xml"));
  }

  /** Runs work in one transaction and retries after a conflict. */
  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.retryingTransaction(work);
  }

  /** Runs one statement in its own transaction. */
  <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) {
    return unit.autoCommit(work);
  }

  @Deactivate
  public void close() {
    unit.close();
  }
}
