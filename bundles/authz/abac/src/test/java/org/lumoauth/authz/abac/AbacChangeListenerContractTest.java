/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AbacChangeListenerContractTest extends DatabaseCachingListenerContract {

  private AbacModuleFixture world;

  @Override
  protected void start(TestDatabase database) {
    world = new AbacModuleFixture(database);
    world.policy("allow", all(is("user.email", "equals", "alice@example.com")));
  }

  @Override
  protected DomainEventListener listener() {
    return world.listener;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(AbacChangePublisher.POLICIES, ACME.id(), "pol_1");
  }

  @Override
  protected Object remembered() {
    return world.reading();
  }

  @AfterEach
  void close() {
    world.close();
  }
}
