/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * A write that timed out on a lock can be retried. A write that conflicts must be based on a new
 * read.
 */
class TupleWriteConflictTest {

  private static final RelationModel MODEL =
      HandBuiltModels.model().type("user").type("document").define("viewer", "user").build();

  private final AtomicReference<StaleDataException> failure = new AtomicReference<>();

  @DatabaseTest
  void reportsHowToRetryAConflictingWrite(TestDatabase database) {
    try (var world =
        new RebacModuleFixture(
            failing(database.units()),
            RebacTestConfig.standard(),
            RebacModuleFixture.Shared.fresh())) {
      var place = world.place(MODEL);

      failure.set(StaleDataException.busy(null));
      var busy = assertThrows(ApiException.class, () -> place.write("document:1#viewer@user:anne"));
      assertEquals(503, busy.status());

      failure.set(new StaleDataException(null));
      var overtaken =
          assertThrows(RelationException.class, () -> place.write("document:1#viewer@user:anne"));
      assertEquals(RelationErrorKind.CONFLICT, overtaken.kind());
      failure.set(null);
    }
  }

  private PersistenceUnitFactory failing(PersistenceUnitFactory units) {
    return definition -> {
      PersistenceUnit unit = units.open(definition);
      return (PersistenceUnit)
          Proxy.newProxyInstance(
              PersistenceUnit.class.getClassLoader(),
              new Class<?>[] {PersistenceUnit.class},
              (proxy, method, values) -> {
                if (failure.get() != null) {
                  throw failure.get();
                }
                try {
                  return method.invoke(unit, values);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    };
  }
}
