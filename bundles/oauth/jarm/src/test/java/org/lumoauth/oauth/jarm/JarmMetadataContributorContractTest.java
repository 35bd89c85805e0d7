/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;

class JarmMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new JarmMetadataContributor(
        new AuthorizationResponseEncrypter(
            new FakeResponseEncryptionService(), (tenant, client, kid) -> List.of()));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
