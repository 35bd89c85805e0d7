/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class CompiledModelCacheTest {

  private static final String TEXT =
      "model\n  schema 1.1\ntype user\ntype doc\n  relations\n    define viewer: [user]\n";

  @DatabaseTest
  void compilesModelsThatSayTheSameOnce(TestDatabase database) {
    var shared = RebacModuleFixture.Shared.written();
    var compiler = new Counting(shared.compiler());
    try (var world = new RebacModuleFixture(database.units(), RebacTestConfig.standard(), shared)) {
      var models = new CompiledModelCache(world.unit, compiler, RebacTestConfig.standard());

      var acme =
          models.get(
              written(world, RebacModuleFixture.ACME, TEXT),
              current(world, RebacModuleFixture.ACME));
      var globex =
          models.get(
              written(world, RebacModuleFixture.GLOBEX, TEXT),
              current(world, RebacModuleFixture.GLOBEX));

      assertNotEquals(acme.id(), globex.id());
      assertEquals(1, compiler.read.get());
    }
  }

  @DatabaseTest
  void takesNoModelForAnother(TestDatabase database) {
    var shared = RebacModuleFixture.Shared.written();
    try (var world = new RebacModuleFixture(database.units(), RebacTestConfig.standard(), shared)) {
      var models =
          new CompiledModelCache(world.unit, shared.compiler(), RebacTestConfig.standard());
      written(world, RebacModuleFixture.ACME, TEXT);
      written(world, RebacModuleFixture.GLOBEX, TEXT.replace("viewer", "editor"));

      var acme =
          models.get(
              store(world, RebacModuleFixture.ACME), current(world, RebacModuleFixture.ACME));
      var globex =
          models.get(
              store(world, RebacModuleFixture.GLOBEX), current(world, RebacModuleFixture.GLOBEX));

      assertEquals("viewer", acme.relation("doc", "viewer").name());
      assertEquals(null, globex.relation("doc", "viewer"));
    }
  }

  private static RelationStoreKey written(
      RebacModuleFixture world, TenantContext tenant, String text) {
    var store = store(world, tenant);
    world.models.write(
        tenant,
        store.storeId(),
        RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_DSL, text),
        true,
        RebacModuleFixture.SOMEBODY);
    return store;
  }

  private static RelationStoreKey store(RebacModuleFixture world, TenantContext tenant) {
    return new RelationStoreKey(tenant.id(), world.stores.defaultStore(tenant).id());
  }

  private static String current(RebacModuleFixture world, TenantContext tenant) {
    return world
        .models
        .findCurrent(tenant, world.stores.defaultStore(tenant).id())
        .orElseThrow()
        .id();
  }

  private static final class Counting implements ModelCompiler {
    private final ModelCompiler compiler;
    private final AtomicInteger read = new AtomicInteger();

    Counting(ModelCompiler compiler) {
      this.compiler = compiler;
    }

    @Override
    public ModelCompilation compile(RelationModelSourceFiles source) {
      return compiler.compile(source);
    }

    @Override
    public RelationModel read(String json) {
      read.incrementAndGet();
      return compiler.read(json);
    }
  }
}
