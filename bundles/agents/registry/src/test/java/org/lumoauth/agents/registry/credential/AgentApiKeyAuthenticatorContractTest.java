/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.authn.RequestAuthenticatorContract;

class AgentApiKeyAuthenticatorContractTest extends RequestAuthenticatorContract {

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private AgentRegistrationResult made;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    made =
        registry.directory.register(
            AgentRegistryFixture.ACME,
            new NewAgent(
                "Robot",
                Optional.empty(),
                Set.of(),
                List.of(),
                Agent.API_KEY,
                AgentGovernance.PLAIN));
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected RequestAuthenticator authenticator() {
    return registry.keys;
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected HttpRequestView authentic() {
    return aRequest().withHeader("X-API-Key", made.clientSecret()).build();
  }

  @Override
  protected SubjectRef subject() {
    return new SubjectRef(SubjectRef.AGENT, made.agent().id());
  }

  @Override
  protected HttpRequestView forged() {
    var key = made.clientSecret();
    var other = key.endsWith("A") ? "B" : "A";
    return aRequest().withHeader("X-API-Key", key.substring(0, key.length() - 1) + other).build();
  }
}
