package org.lumoauth.platform.settings;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The bundle's unit, plain SQL only. */
@Component(service = SettingsUnit.class)
public final class SettingsUnit {
  private final PersistenceUnit unit;

  @Activate
  public SettingsUnit(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new UnitDefinition(
                "platform-settings", SettingsUnit.class, List.of(), "db/platform-settings.xml"));
  }

  /** Runs work in one transaction, and again where another one came between. */
  <T> T jdbc(PersistenceUnit.SqlFunction<T> work) {
    return unit.settled(work);
  }

  /** Runs one statement, which is a transaction of its own. */
  <T> T statement(PersistenceUnit.SqlFunction<T> work) {
    return unit.statement(work);
  }

  @Deactivate
  public void close() {
    unit.close();
  }
}
