/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.oauth.client.ClientSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ClientSourceContract;

class AgentClientSourceContractTest extends ClientSourceContract {

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private AgentRegistrationResult made;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    made = registry.register("Robot", "documents.read");
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected ClientSource source() {
    return registry.clients;
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected String clientId() {
    return made.agent().clientId();
  }

  @Override
  protected boolean remove() {
    registry.directory.delete(tenant(), made.agent().id(), ChangeAttribution.CONSOLE);
    return true;
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(made.clientSecret());
  }
}
