package org.lumoauth.authz.rebac.decision;

import static org.lumoauth.authz.rebac.World.ACME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.Config;
import org.lumoauth.authz.rebac.HandModels;
import org.lumoauth.authz.rebac.World;
import org.lumoauth.authz.rebac.cache.Models;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.AuthorizationModelContract;

class RebacModelContractTest extends AuthorizationModelContract {

  private static TestDatabase database;
  private static World world;
  private static RebacModel model;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new World(database);
    var models =
        new StandardModels(
            world.unit,
            world.heads,
            new Models(world.unit, world.shared.compiler(), Config.standard()));
    world.events.tell(models);
    model = new RebacModel(models, world.queries);
    var place = world.new Place(world.stores.standard(ACME));
    place.model(HandModels.model().type("user").type("document").define("owner", "user").build());
    place.write("document:plan#owner@user:anne");
  }

  @AfterAll
  static void stop() {
    world.close();
    database.close();
  }

  @Override
  protected AuthorizationModel model() {
    return model;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Question permitted() {
    return ownerOf("plan");
  }

  @Override
  protected Question refused() {
    return ownerOf("budget");
  }

  private static Question ownerOf(String document) {
    return new Question(
        new SubjectRef(SubjectRef.USER, "anne"),
        List.of(),
        "owner",
        Optional.of(new Resource("document", document, Map.of())),
        Map.of(),
        Optional.empty());
  }
}
