package org.lumoauth.oauth.jarm;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class JarmMetadataContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new JarmMetadata(
        new ResponseEncryption(new NamedEncryption(), (tenant, client, kid) -> List.of()));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
