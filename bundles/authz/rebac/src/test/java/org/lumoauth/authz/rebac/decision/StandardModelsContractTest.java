package org.lumoauth.authz.rebac.decision;

import static org.lumoauth.authz.rebac.World.ACME;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.Config;
import org.lumoauth.authz.rebac.HandModels;
import org.lumoauth.authz.rebac.RelationChanges;
import org.lumoauth.authz.rebac.World;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StandardModelsContractTest extends StoredMemoryContract {

  private World world;
  private StandardModels models;

  @Override
  protected void start(TestDatabase database) {
    world = new World(database);
    models =
        new StandardModels(
            world.unit,
            world.heads,
            new Models(world.unit, world.shared.compiler(), Config.standard()));
    var place = world.new Place(world.stores.standard(ACME));
    place.model(HandModels.model().type("user").type("document").define("owner", "user").build());
  }

  @Override
  protected DomainEventListener listener() {
    return models;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(RelationChanges.TYPE, ACME.id(), "sto_1");
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
