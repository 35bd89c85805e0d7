package org.lumoauth.authz.abac;

import static org.lumoauth.authz.abac.World.ACME;
import static org.lumoauth.authz.abac.World.all;
import static org.lumoauth.authz.abac.World.is;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;

class AbacAuthorizationModelContractTest extends AuthorizationModelContract {

  private static TestDatabase database;
  private static World world;

  @BeforeAll
  static void start() {
    database = TestDatabase.inMemory();
    world = new World(database);
    world.policy("allow", all(is("user.email", "equals", "alice@example.com")));
    world.policy("deny", "documents", "delete", all(is("user.clearance", "lt", 3)));
  }

  @AfterAll
  static void stop() {
    world.close();
    database.close();
  }

  @Override
  protected AuthorizationModel model() {
    return world.model;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected DecisionRequest permitted() {
    return World.asking("read", "documents", "doc_1", Map.of());
  }

  @Override
  protected DecisionRequest refused() {
    return World.asking("delete", "documents", "doc_1", Map.of());
  }
}
