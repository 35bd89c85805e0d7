package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.Delegated;
import org.lumoauth.itests.http.fixture.Linked;
import org.lumoauth.itests.http.fixture.StubProvider;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Tenant;

/** Agents that act for people, and use their accounts elsewhere. */
public final class DelegationFlows {
  private final Server server;
  private final Tenant tenant;

  public DelegationFlows(Server server) throws IOException {
    this.server = server;
    tenant = Tenant.create(server);
  }

  /** An agent that acts for somebody, and one that may not any more. */
  public Executable acting() {
    Delegated ada = Delegated.signedIn(server, tenant);
    Tenant.Agent agent = ada.consented(Delegated.ON_BEHALF, Delegated.READ);
    String own = agent.token();
    String acting = ada.acting(ada.token(), agent);
    Tenant.Agent stopped = ada.consented(Delegated.ON_BEHALF, Delegated.READ);
    String ended = ada.acting(ada.token(), stopped);
    tenant.admin().delete("/admin/delegations/" + ada.delegation(stopped)).expect(200);
    return () -> {
      assertTrue(ada.active(agent, acting));
      String chain = "/agents/chain/" + Jwt.claims(acting).path("jti").asText();
      assertTrue(tenant.admin().get(chain).expect(200).text().contains(agent.id()));
      ada.exchange(ada.token(), own, Map.of()).expect(200);
      assertFalse(ada.active(stopped, ended));
      Api.Answer again = ada.exchange(ada.token(), stopped.token(), Map.of());
      assertEquals("consent_required", again.expect(403).body().path("error").asText());
    };
  }

  /** The person has the page about an agent in front of them. */
  public Executable askedForConsent() {
    Delegated ada = Delegated.signedIn(server, tenant);
    Tenant.Agent agent = ada.agent(Delegated.ON_BEHALF, Delegated.READ);
    ada.ask(agent, Delegated.READ);
    return () -> {
      ada.person.browser().submitOnly("decision", "allow", "lifetime", Delegated.HOUR);
      assertTrue(ada.active(agent, ada.acting(ada.token(), agent)));
    };
  }

  /** One account is linked, and another is being linked: its person is at the provider. */
  public Executable linkedAccounts() throws IOException {
    var stub = new StubProvider();
    Linked connection = Linked.ofUsers(tenant, stub, Map.of());
    Tenant.Agent agent = Linked.agent(tenant);
    Person ada = Person.create(server, tenant).signIn();
    connection.link(ada);
    Linked.consent(ada, agent);
    Api asAgent = agent.authenticated();
    String before = tokenOf(connection, asAgent, ada);
    Person bob = Person.create(server, tenant).signIn();
    String state = Query.in(connection.begin(bob)).get("state");
    return () -> {
      try (stub) {
        assertEquals(before, tokenOf(connection, asAgent, ada));
        connection.comeBack(bob, Map.of("code", Linked.CODE, "state", state));
        assertTrue(bob.browser().url().endsWith("?done=linked"), bob.browser().text());
        Linked.consent(bob, agent);
        tokenOf(connection, asAgent, bob);
      }
    };
  }

  private static String tokenOf(Linked connection, Api agent, Person person) {
    return connection.token(agent, person).expect(200).body().path("access_token").asText();
  }
}
