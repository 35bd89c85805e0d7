package org.lumoauth.platform.tokens;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the bundle's persistence unit. */
@Component(service = TokensSqlGateway.class)
public final class TokensSqlGateway {

  /** The unit's definition: two tables with single-row statements, no entities. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "platform-tokens", TokensSqlGateway.class, List.of(), "db/platform-tokens.xml");

  private final PersistenceUnit unit;

  @Activate
  public TokensSqlGateway(@Reference PersistenceUnits units) {
    this.unit = units.open(DEFINITION);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  PersistenceUnit get() {
    return unit;
  }
}
