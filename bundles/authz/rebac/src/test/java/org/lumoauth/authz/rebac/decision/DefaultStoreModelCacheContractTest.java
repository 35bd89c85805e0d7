/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.RelationStoreChangePublisher;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DefaultStoreModelCacheContractTest extends DatabaseCachingListenerContract {

  private RebacModuleFixture world;
  private DefaultStoreModelCache models;

  @Override
  protected void start(TestDatabase database) {
    world = new RebacModuleFixture(database);
    models =
        new DefaultStoreModelCache(
            world.unit,
            world.heads,
            new CompiledModelCache(
                world.unit, world.shared.compiler(), RebacTestConfig.standard()));
    var place = world.new Place(world.stores.defaultStore(ACME));
    place.model(
        HandBuiltModels.model().type("user").type("document").define("owner", "user").build());
  }

  @Override
  protected DomainEventListener listener() {
    return models;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(RelationStoreChangePublisher.TYPE, ACME.id(), "sto_1");
  }

  @Override
  protected Object remembered() {
    return models.of(ACME.id()).isPresent();
  }

  @AfterEach
  void close() {
    world.close();
  }
}
