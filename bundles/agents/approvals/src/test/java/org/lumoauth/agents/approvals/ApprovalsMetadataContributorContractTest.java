/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class ApprovalsMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new ApprovalsMetadataContributor();
  }

  @Override
  protected TenantContext tenant() {
    return ApprovalServiceFixture.ACME;
  }
}
