/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class DeviceAuthorizationMetadataContributorTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new DeviceAuthorizationMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return DeviceCodeFixture.ACME;
  }
}
