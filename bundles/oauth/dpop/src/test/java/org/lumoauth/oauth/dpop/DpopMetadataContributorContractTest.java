/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class DpopMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new DpopMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return DpopServerFixture.ACME;
  }
}
