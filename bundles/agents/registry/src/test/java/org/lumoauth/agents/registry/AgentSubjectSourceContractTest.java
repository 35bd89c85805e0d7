/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.SubjectSourceContract;

class AgentSubjectSourceContractTest extends SubjectSourceContract {

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private SubjectRef enabled;
  private SubjectRef disabled;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    enabled = made("Robot");
    disabled = made("Old robot");
    registry.state.disable(
        AgentRegistryFixture.ACME,
        disabled.id(),
        ChangeAttribution.of(AuditInitiator.server("test")));
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected SubjectSource source() {
    return registry.subjects;
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected SubjectRef enabled() {
    return enabled;
  }

  @Override
  protected Optional<SubjectRef> disabled() {
    return Optional.of(disabled);
  }

  private SubjectRef made(String name) {
    return new SubjectRef(SubjectRef.AGENT, registry.register(name).agent().id());
  }
}
