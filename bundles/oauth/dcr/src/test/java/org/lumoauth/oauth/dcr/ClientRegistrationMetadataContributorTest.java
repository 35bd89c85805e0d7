/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class ClientRegistrationMetadataContributorTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new ClientRegistrationMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return DcrBundleFixture.ACME;
  }
}
