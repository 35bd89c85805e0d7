/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class RoleScopeMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new RoleScopeMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
