/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.List;
import org.lumoauth.agents.registry.entity.AgentRow;
import org.lumoauth.agents.registry.entity.AgentRowKey;
import org.lumoauth.agents.registry.entity.BlueprintRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit with the registry's tables. */
@Component(service = AgentRegistryPersistenceUnit.class)
public final class AgentRegistryPersistenceUnit {

  /** The definition of the persistence unit. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "agents-registry",
          AgentRegistryPersistenceUnit.class,
          List.of(AgentRow.class, AgentRowKey.class, BlueprintRow.class),
          "db/agents-registry.xml");

  private final PersistenceUnit unit;

  @Activate
  public AgentRegistryPersistenceUnit(@Reference PersistenceUnitFactory units) {
    this.unit = units.open(DEFINITION);
  }

  @Deactivate
  public void close() {
    unit.close();
  }

  public PersistenceUnit unit() {
    return unit;
  }
}
