package org.lumoauth.oauth.openid;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.ClientEncryption;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.openid.claims.SubjectClaims;
import org.lumoauth.oauth.openid.token.ClientJwts;
import org.lumoauth.testkit.contract.MetadataContributorContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class OpenIdMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new OpenIdMetadata(
        new SubjectClaims(new FakeProviderRegistry()),
        new ClientJwts(null, new ClientEncryption(null, null)));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
