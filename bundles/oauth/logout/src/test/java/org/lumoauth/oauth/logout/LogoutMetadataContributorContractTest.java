/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class LogoutMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new LogoutMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
