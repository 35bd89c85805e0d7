/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new IdJagMetadataContributor(new FakeSettingsStore());
  }

  @Override
  protected TenantContext tenant() {
    return TestBuilders.aTenant().build();
  }
}
