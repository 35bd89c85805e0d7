/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anAuthorizationRequest;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientSecurityProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ClientSecurityProfileContract;
import org.lumoauth.testkit.contract.oauth.ClientSecurityProfileTestRequest;

class AgentIpSecurityProfileContractTest extends ClientSecurityProfileContract {

  private static final String METHOD = "client_secret_basic";
  private static final String NEAR = "10.1.2.3";
  private static final String FAR = "192.0.2.7";

  private TestDatabase database;
  private AgentRegistryFixture registry;
  private Client client;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    registry = new AgentRegistryFixture(database.units());
    String id = registry.registerFrom("10.0.0.0/8").agent().clientId();
    client = registry.clients.find(AgentRegistryFixture.ACME, id).orElseThrow();
  }

  @AfterEach
  void close() {
    registry.close();
    database.close();
  }

  @Override
  protected ClientSecurityProfile profile() {
    return new AgentIpSecurityProfile(registry.cache, registry.addresses);
  }

  @Override
  protected TenantContext tenant() {
    return AgentRegistryFixture.ACME;
  }

  @Override
  protected Client client() {
    return client;
  }

  @Override
  protected List<ClientSecurityProfileTestRequest> allowed() {
    return List.of(
        new ClientSecurityProfileTestRequest.ProfileTokenRequest(token(NEAR)),
        new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(METHOD, from(NEAR)));
  }

  @Override
  protected List<ClientSecurityProfileTestRequest> refused() {
    return List.of(
        new ClientSecurityProfileTestRequest.ProfileAuthorizationRequest(
            anAuthorizationRequest().from(client.clientId()).build()),
        new ClientSecurityProfileTestRequest.ProfileTokenRequest(token(FAR)),
        new ClientSecurityProfileTestRequest.ProfileTokenRequest(
            aGrantRequest().build()), // a client that is no agent's
        new ClientSecurityProfileTestRequest.ProfileAuthenticationRequest(METHOD, from(FAR)));
  }

  private AuthenticatedTokenRequest token(String address) {
    return new AuthenticatedTokenRequest(client, METHOD, from(address), Optional.empty());
  }

  private static OAuthRequest from(String address) {
    var any = anOAuthRequest().build();
    return new OAuthRequest(
        any.method(), any.url(), any.headers(), any.parameters(), any.certificate(), address);
  }
}
