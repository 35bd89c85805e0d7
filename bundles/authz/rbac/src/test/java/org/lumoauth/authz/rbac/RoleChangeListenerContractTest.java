package org.lumoauth.authz.rbac;

import static org.lumoauth.authz.rbac.World.ACME;
import static org.lumoauth.authz.rbac.World.ALICE;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RoleChangeListenerContractTest extends StoredMemoryContract {

  private World world;

  @Override
  protected void start(TestDatabase database) {
    world = new World(database);
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
    return new DomainEvent(RoleChanges.TYPE, ACME.id(), "rol_1");
  }

  @Override
  protected Object remembered() {
    return world.permits(ALICE, "documents.read");
  }

  @AfterEach
  void close() {
    world.close();
  }
}
