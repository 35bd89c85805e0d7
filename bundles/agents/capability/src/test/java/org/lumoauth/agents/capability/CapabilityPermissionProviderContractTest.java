/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.capability;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.anAgent;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authz.SubjectPermissionProviderContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityPermissionProviderContractTest extends SubjectPermissionProviderContract {

  private final TenantContext acme = aTenant().build();
  private final CapabilityPermissionProvider source =
      new CapabilityPermissionProvider(
          new CapabilityAgentLookup(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry().with(acme, anAgent()))));

  @Override
  protected SubjectPermissionProvider source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return acme;
  }

  @Override
  protected SubjectRef subject() {
    return anAgentRef();
  }

  @Override
  protected String permission() {
    return "documents.read";
  }
}
