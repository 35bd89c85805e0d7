package org.lumoauth.agents.registry;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.MetadataContributorContract;

class AgentProfileContractTest extends MetadataContributorContract {

  @Override
  protected MetadataContributor contributor() {
    return new AgentProfile();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }
}
