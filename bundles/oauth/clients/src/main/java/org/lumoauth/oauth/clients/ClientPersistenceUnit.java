package org.lumoauth.oauth.clients;

import java.util.List;
import org.lumoauth.oauth.clients.entity.ClientEntity;
import org.lumoauth.oauth.clients.entity.ScopeEntity;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The unit of clients and of the scopes that they may have: a scope leaves both at once. */
@Component(service = ClientPersistenceUnit.class)
public final class ClientPersistenceUnit {

  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-clients",
          ClientPersistenceUnit.class,
          List.of(ClientEntity.class, ScopeEntity.class),
          "db/oauth-clients.xml");

  private final PersistenceUnit unit;

  @Activate
  public ClientPersistenceUnit(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private ClientPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tables of a unit that is open. Not a constructor: a component has one that can be seen. */
  public static ClientPersistenceUnit on(PersistenceUnit unit) {
    return new ClientPersistenceUnit(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  public PersistenceUnit get() {
    return unit;
  }
}
