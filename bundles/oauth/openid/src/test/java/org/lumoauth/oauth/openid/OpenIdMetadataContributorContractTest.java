/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.lumoauth.oauth.openid.token.ClientJwtIssuer;
import org.lumoauth.support.oauth.ClientResponseEncrypter;
import org.lumoauth.testkit.contract.oauth.ServerMetadataContributorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class OpenIdMetadataContributorContractTest extends ServerMetadataContributorContract {

  @Override
  protected ServerMetadataContributor contributor() {
    return new OpenIdMetadataContributor(
        new SubjectClaimsAssembler(new FakeProviderRegistry()),
        new ClientJwtIssuer(null, new ClientResponseEncrypter(null, null)));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
