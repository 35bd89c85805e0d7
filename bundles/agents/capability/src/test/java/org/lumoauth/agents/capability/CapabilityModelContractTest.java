package org.lumoauth.agents.capability;

import static org.lumoauth.testkit.builder.Builders.aQuestion;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;

import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AuthorizationModelContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityModelContractTest extends AuthorizationModelContract {

  private final TenantContext acme = aTenant().build();
  private final CapabilityModel model =
      new CapabilityModel(
          new CurrentAgents(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry().with(acme, anAgent()))));

  @Override
  protected AuthorizationModel model() {
    return model;
  }

  @Override
  protected TenantContext tenant() {
    return acme;
  }

  @Override
  protected Question permitted() {
    return aQuestion().build();
  }

  @Override
  protected Question refused() {
    return aQuestion().toDo("documents.delete").build();
  }
}
