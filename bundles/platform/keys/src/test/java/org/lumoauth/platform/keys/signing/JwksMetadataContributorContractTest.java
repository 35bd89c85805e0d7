/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class JwksMetadataContributorContractTest extends ServerMetadataContributorContract {

  private final TestDatabase database = TestDatabase.inMemory();

  @Override
  protected ServerMetadataContributor contributor() {
    return new JwksMetadataContributor(
        new SigningKeyServiceFixture().hearing(database.open(KeysPersistenceUnit.DEFINITION)),
        new FakeTenantRegistry());
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @AfterEach
  void close() {
    database.close();
  }
}
