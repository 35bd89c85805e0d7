/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.TenantStatisticsProviderContract;

class UserStatisticsProviderContractTest extends TenantStatisticsProviderContract {
  private final TestDatabase database = TestDatabase.inMemory();
  private final TenantStatisticsProvider figures =
      new UserStatisticsProvider(database.open(DirectoryPersistenceUnit.DEFINITION), Instant::now);

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
    return DirectoryFixture.GLOBEX;
  }
}
