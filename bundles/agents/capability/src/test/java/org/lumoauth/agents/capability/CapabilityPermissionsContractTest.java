package org.lumoauth.agents.capability;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.anAgent;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.SubjectPermissionsContract;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class CapabilityPermissionsContractTest extends SubjectPermissionsContract {

  private final TenantContext acme = aTenant().build();
  private final CapabilityPermissions source =
      new CapabilityPermissions(
          new CurrentAgents(
              new FakeProviderRegistry()
                  .with(
                      AgentRegistry.class,
                      "agents",
                      new FakeAgentRegistry().with(acme, anAgent()))));

  @Override
  protected SubjectPermissions source() {
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
