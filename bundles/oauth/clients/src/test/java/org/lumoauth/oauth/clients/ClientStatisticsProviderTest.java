/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.TenantStatisticsProviderContract;

class ClientStatisticsProviderTest extends TenantStatisticsProviderContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final TenantStatisticsProvider figures =
      new ClientStatisticsProvider(
          new ClientStore(
              ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION))));

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TenantStatisticsProvider source() {
    return figures;
  }

  @Override
  protected TenantContext emptyTenant() {
    return aTenant().build();
  }
}
