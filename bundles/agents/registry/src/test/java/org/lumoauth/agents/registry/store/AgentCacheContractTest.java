/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentCacheContractTest extends DatabaseCachingListenerContract {

  private AgentRegistryFixture registry;
  private String agentId;

  @Override
  protected void start(TestDatabase database) {
    registry = new AgentRegistryFixture(database.units());
    agentId = registry.register("Robot").agent().id();
  }

  @Override
  protected DomainEventListener listener() {
    return registry.cache;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("subject.changed", AgentRegistryFixture.ACME.id(), agentId);
  }

  @Override
  protected Object remembered() {
    return registry.cache.find(AgentRegistryFixture.ACME.id(), agentId).isPresent();
  }

  @AfterEach
  void close() {
    registry.close();
  }
}
