package org.lumoauth.agents.delegation.page;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import org.lumoauth.api.oauth.AuthorizationDetour;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AuthorizationDetourContract;

class AgentDetourContractTest extends AuthorizationDetourContract {

  @Override
  protected AuthorizationDetour detour() {
    return new AgentDetour();
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected Client detoured() {
    return aClient().of(anAgentRef()).build();
  }
}
