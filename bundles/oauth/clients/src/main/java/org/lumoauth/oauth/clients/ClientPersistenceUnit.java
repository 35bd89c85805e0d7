/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.List;
import org.lumoauth.oauth.clients.entity.ClientEntity;
import org.lumoauth.oauth.clients.entity.ScopeEntity;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The persistence unit of clients and of their scopes: deleting a scope changes both in one
 * transaction.
 */
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
  public ClientPersistenceUnit(@Reference PersistenceUnitFactory units) {
    this(units.open(DEFINITION));
  }

  private ClientPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates an instance for the tables of an open unit. A factory method, because a DS component
   * may have only one visible constructor.
   */
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
