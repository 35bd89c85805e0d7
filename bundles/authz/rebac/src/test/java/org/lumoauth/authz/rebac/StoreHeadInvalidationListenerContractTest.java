/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.lumoauth.authz.rebac.HandBuiltModels.model;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;

class StoreHeadInvalidationListenerContractTest extends CachingEventListenerContract {

  private TestDatabase database;
  private RebacModuleFixture world;
  private RebacModuleFixture.Place place;

  @Override
  protected void start() {
    database = TestDatabase.inMemory();
    world = new RebacModuleFixture(database);
    place = world.place(model().type("user").type("document").define("owner", "user").build());
  }

  @Override
  protected DomainEventListener listener() {
    return new StoreHeadInvalidationListener(world.heads);
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(RelationStoreChangePublisher.TYPE, ACME.id(), place.store.id());
  }

  @Override
  protected Object remembered() {
    return world.heads.recent(new RelationStoreKey(ACME.id(), place.store.id())).modelId();
  }

  @Override
  protected void changeElsewhere() {
    var other = new RebacModuleFixture(database.units(), RebacTestConfig.standard(), world.shared);
    other.new Place(place.store)
        .model(model().type("user").type("folder").define("owner", "user").build());
    other.close();
  }

  @AfterEach
  void close() {
    world.close();
    database.close();
  }
}
