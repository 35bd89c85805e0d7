/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectGrantProviderContract;

class AgentSubjectGrantProviderContractTest extends SubjectGrantProviderContract {

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private AgentSubjectGrantProvider provider;
  private SubjectRef robot;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    var agent = registry.register("Robot", "payments.make").agent();
    robot = new SubjectRef(SubjectRef.AGENT, agent.id());
    provider = new AgentSubjectGrantProvider(registry.cache);
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected SubjectGrantProvider provider() {
    return provider;
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected SubjectRef subject() {
    return robot;
  }

  @Test
  void reportsCapabilitiesOfADisabledAgent() {
    registry.state.disable(
        AgentRegistryFixture.ACME, robot.id(), ChangeAttribution.of(AuditInitiator.server("test")));

    assertEquals(
        Set.of("payments.make"), provider.grants(AgentRegistryFixture.ACME, robot).permissions());
  }
}
