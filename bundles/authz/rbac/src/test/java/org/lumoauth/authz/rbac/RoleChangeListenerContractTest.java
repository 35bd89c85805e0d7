/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;

class RoleChangeListenerContractTest extends CachingEventListenerContract {

  private TestDatabase database;
  private RbacModuleFixture world;

  @Override
  protected void start() {
    database = TestDatabase.inMemory();
    world = new RbacModuleFixture(database);
    world.permission("documents.read");
    world.role("Reader", List.of("documents.read"));
    world.assignments.assign(ACME, ALICE, List.of("reader"));
  }

  @Override
  protected DomainEventListener listener() {
    return new RoleChangeListener(world.index, world.assignments);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("roles.changed", ACME.id(), ALICE.id());
  }

  @Override
  protected Object remembered() {
    return world.permits(ALICE, "documents.read");
  }

  @Override
  protected void changeElsewhere() {
    new RbacRoleAssignmentService(
            world.unit, new RoleChangePublisher(new FakeDomainEventPublisher()))
        .revokeAll(ACME, ALICE);
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }
}
