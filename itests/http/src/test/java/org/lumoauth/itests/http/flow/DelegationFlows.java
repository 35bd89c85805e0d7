/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.fixture.StubTokenProvider;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** Agents that act for people, and use their accounts elsewhere. */
public final class DelegationFlows {
  private final TestServer server;
  private final TestTenant tenant;

  public DelegationFlows(TestServer server) throws IOException {
    this.server = server;
    tenant = TestTenant.create(server);
  }

  /** An agent that acts for somebody, and one that may not any more. */
  public Executable activeAndRevokedDelegation() {
    DelegationScenario ada = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent agent =
        ada.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    String own = agent.token();
    String acting = ada.actingToken(ada.token(), agent);
    TestTenant.Agent stopped =
        ada.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    String ended = ada.actingToken(ada.token(), stopped);
    tenant.admin().delete("/admin/delegations/" + ada.delegation(stopped)).expect(200);
    return () -> {
      assertTrue(ada.isActive(agent, acting));
      String chain = "/agents/chain/" + UnverifiedJwt.claims(acting).path("jti").asText();
      assertTrue(tenant.admin().get(chain).expect(200).text().contains(agent.id()));
      ada.exchange(ada.token(), own, Map.of()).expect(200);
      assertFalse(ada.isActive(stopped, ended));
      ApiClient.Answer again = ada.exchange(ada.token(), stopped.token(), Map.of());
      assertEquals("consent_required", again.expect(403).body().path("error").asText());
    };
  }

  /** The person has the page about an agent in front of them. */
  public Executable openConsentPage() {
    DelegationScenario ada = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent agent = ada.agent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    ada.ask(agent, DelegationScenario.READ);
    return () -> {
      ada.person.browser().submitOnly("decision", "allow", "lifetime", DelegationScenario.HOUR);
      assertTrue(ada.isActive(agent, ada.actingToken(ada.token(), agent)));
    };
  }

  /** One account is linked, and another is being linked: its person is at the provider. */
  public Executable linkedAndPendingAccounts() throws IOException {
    var stub = new StubTokenProvider();
    LinkedConnection connection = LinkedConnection.userConnection(tenant, stub, Map.of());
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    connection.link(ada);
    LinkedConnection.consent(ada, agent);
    ApiClient asAgent = agent.authenticated();
    String before = tokenOf(connection, asAgent, ada);
    TestPerson bob = TestPerson.create(server, tenant).signIn();
    String state = FormParameters.in(connection.startLink(bob)).get("state");
    return () -> {
      try (stub) {
        assertEquals(before, tokenOf(connection, asAgent, ada));
        connection.callbackFromProvider(bob, Map.of("code", LinkedConnection.CODE, "state", state));
        assertTrue(bob.browser().url().endsWith("?done=linked"), bob.browser().text());
        LinkedConnection.consent(bob, agent);
        tokenOf(connection, asAgent, bob);
      }
    };
  }

  private static String tokenOf(LinkedConnection connection, ApiClient agent, TestPerson person) {
    return connection.token(agent, person).expect(200).body().path("access_token").asText();
  }
}
