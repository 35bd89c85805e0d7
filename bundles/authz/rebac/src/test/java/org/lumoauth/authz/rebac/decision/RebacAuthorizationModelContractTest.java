/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;

class RebacAuthorizationModelContractTest extends AuthorizationModelContract {

  private static TestDatabase database;
  private static RebacModuleFixture world;
  private static RebacAuthorizationModel model;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new RebacModuleFixture(database);
    var models =
        new DefaultStoreModelCache(
            world.unit,
            world.heads,
            new CompiledModelCache(
                world.unit, world.shared.compiler(), RebacTestConfig.standard()));
    world.events.addListener(models);
    model = new RebacAuthorizationModel(models, world.queries);
    var place = world.new Place(world.stores.defaultStore(ACME));
    place.model(
        HandBuiltModels.model().type("user").type("document").define("owner", "user").build());
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
  protected DecisionRequest permitted() {
    return ownerOf("plan");
  }

  @Override
  protected DecisionRequest refused() {
    return ownerOf("budget");
  }

  private static DecisionRequest ownerOf(String document) {
    return new DecisionRequest(
        new SubjectRef(SubjectRef.USER, "anne"),
        List.of(),
        "owner",
        Optional.of(new Resource("document", document, Map.of())),
        Map.of(),
        Optional.empty());
  }
}
