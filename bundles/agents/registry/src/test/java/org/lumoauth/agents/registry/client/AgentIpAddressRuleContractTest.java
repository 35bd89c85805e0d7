/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CallerAdmissionRule;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.contract.authn.CallerAdmissionRuleContract;

class AgentIpAddressRuleContractTest extends CallerAdmissionRuleContract {

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private AgentRegistrationResult made;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    made = registry.registerFrom("10.0.0.0/8");
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected CallerAdmissionRule rule() {
    return registry.addresses;
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected Caller caller() {
    return aCaller().as(new SubjectRef(SubjectRef.AGENT, made.agent().id())).build();
  }

  @Override
  protected HttpRequestViewBuilder allowed() {
    return aRequest().from("10.1.2.3");
  }

  @Override
  protected HttpRequestViewBuilder refused() {
    return aRequest().from("192.0.2.7");
  }
}
