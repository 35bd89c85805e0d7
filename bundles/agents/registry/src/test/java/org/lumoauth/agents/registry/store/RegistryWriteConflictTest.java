/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;

import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.registry.blueprint.BlueprintStore;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;

/**
 * A write that timed out on a lock can be retried (503). A write that conflicts must be based on a
 * new read (409).
 */
class RegistryWriteConflictTest {

  @Test
  void reportsHowToRetryAConflictingAgentChange() {
    assertEquals(503, agent(StaleDataException.busy(null)).status());
    assertEquals(409, agent(new StaleDataException(null)).status());
  }

  @Test
  void reportsHowToRetryAConflictingBlueprintChange() {
    assertEquals(503, blueprint(StaleDataException.busy(null)).status());
    assertEquals(409, blueprint(new StaleDataException(null)).status());
  }

  private static ApiException agent(StaleDataException each) {
    var store = new AgentStore(failing(each));
    return assertThrows(
        ApiException.class,
        () -> store.change(ACME, "agt_1", UnaryOperator.identity(), after -> null));
  }

  private static ApiException blueprint(StaleDataException each) {
    var store = new BlueprintStore(failing(each));
    return assertThrows(
        ApiException.class,
        () -> store.change(ACME, "blp_1", UnaryOperator.identity(), after -> null));
  }

  private static AgentRegistryPersistenceUnit failing(StaleDataException each) {
    var unit =
        (PersistenceUnit)
            Proxy.newProxyInstance(
                PersistenceUnit.class.getClassLoader(),
                new Class<?>[] {PersistenceUnit.class},
                (proxy, method, values) -> {
                  throw each;
                });
    return new AgentRegistryPersistenceUnit(definition -> unit);
  }
}
