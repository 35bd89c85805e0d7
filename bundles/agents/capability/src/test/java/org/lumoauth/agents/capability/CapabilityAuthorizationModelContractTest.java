/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import static org.lumoauth.testkit.builder.TestBuilders.aQuestion;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;

import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.AuthorizationModelContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityAuthorizationModelContractTest extends AuthorizationModelContract {

  private final TenantContext acme = aTenant().build();
  private final CapabilityAuthorizationModel model =
      new CapabilityAuthorizationModel(
          new CapabilityAgentLookup(
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
  protected DecisionRequest permitted() {
    return aQuestion().build();
  }

  @Override
  protected DecisionRequest refused() {
    return aQuestion().withAction("documents.delete").build();
  }
}
