package org.lumoauth.agents.registry;

import java.util.List;
import org.lumoauth.agents.registry.entity.AgentKey;
import org.lumoauth.agents.registry.entity.AgentRow;
import org.lumoauth.agents.registry.entity.BlueprintRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The registry's tables. */
@Component(service = RegistryUnit.class)
public final class RegistryUnit {

  private final PersistenceUnit unit;

  @Activate
  public RegistryUnit(@Reference PersistenceUnits units) {
    this.unit =
        units.open(
            new UnitDefinition(
                "agents-registry",
                RegistryUnit.class,
                List.of(AgentRow.class, AgentKey.class, BlueprintRow.class),
                "db/agents-registry.xml"));
  }

  @Deactivate
  void close() {
    unit.close();
  }

  PersistenceUnit unit() {
    return unit;
  }
}
