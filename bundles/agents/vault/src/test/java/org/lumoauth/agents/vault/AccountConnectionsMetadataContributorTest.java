/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class AccountConnectionsMetadataContributorTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new AccountConnectionsMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return VaultBundleFixture.ACME;
  }
}
