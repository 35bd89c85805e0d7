/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.cache;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class TupleIndexMetricsContractTest extends MetricSourceContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final RebacModuleFixture world = new RebacModuleFixture(database);

  @AfterEach
  void close() {
    world.close();
    database.close();
  }

  @Override
  protected MetricSource source() {
    return new TupleIndexMetrics(world.indexes, world.answers);
  }

  @Override
  protected void work(TenantContext tenant) {
    var model = HandBuiltModels.model().type("user").type("doc").define("viewer", "user").build();
    world.place(model, "doc:1#viewer@user:a").check("doc:1#viewer@user:a");
  }
}
