/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class LinkedIdentitiesMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new LinkedIdentitiesMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return FederationBundleFixture.ACME;
  }
}
