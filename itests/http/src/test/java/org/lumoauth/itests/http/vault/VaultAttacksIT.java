/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestTenant;

/** Attacks by agents on what is kept for others. */
class VaultAttacksIT extends VaultTestBase {
  @Test
  void refusesTokensOfAnotherAgent() {
    TestTenant.Agent mine = LinkedConnection.agent(tenant);
    TestTenant.Agent stranger = LinkedConnection.agent(tenant);
    LinkedConnection files =
        LinkedConnection.organizationConnection(
            tenant, stub, Map.of("agent_ids", List.of(mine.id())));

    refused(403, "agent_not_allowed", files.token(stranger.authenticated()));
    assertFalse(
        stranger
            .authenticated()
            .get("/agents/me/connections?limit=100")
            .expect(200)
            .text()
            .contains(files.id()));
    files.token(mine.authenticated()).expect(200);
    assertEquals(1, stub.requests().size());
  }

  @Test
  void requiresTheVaultCapability() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    TestTenant.Agent without =
        tenant.agent("Reader " + System.nanoTime(), List.of("documents.read"), List.of());
    TestTenant.Agent with =
        tenant.agent(
            "Courier " + System.nanoTime(),
            List.of(LinkedConnection.CAPABILITY, "documents.read"),
            List.of());
    String narrow =
        with.api()
            .with("Authorization", with.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=documents.read")
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    refused(403, "agent_not_allowed", files.token(without.authenticated()));
    refused(
        403,
        "agent_not_allowed",
        files.token(tenant.admin().with("Authorization", "Bearer " + narrow)));
    refused(403, "agent_token_required", files.token(tenant.admin()));
    assertEquals(0, stub.requests().size());
  }

  @Test
  void requiresDelegationOfTheUser() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    ApiClient api = agent.authenticated();

    JsonNode refusal = refused(403, "delegation_not_allowed", files.token(api, ada));
    assertTrue(
        refusal.at("/details/consent_url").asText().contains(agent.id()), refusal.toString());
    refused(400, "invalid_user_id", files.token(api));
    refused(400, "invalid_user_id", api.post(files.tokenPath(), Map.of("user_id", "' or 1=1")));
    refused(
        403, "delegation_not_allowed", api.post(files.tokenPath(), Map.of("user_id", "usr_none")));
    assertEquals(422, api.post(files.tokenPath(), Map.of("refresh_token", true)).status());
    TestTenant.Agent alone =
        tenant.agent("Alone " + System.nanoTime(), List.of(LinkedConnection.CAPABILITY), List.of());
    refused(403, "delegation_not_permitted", files.token(alone.authenticated(), ada));
    LinkedConnection.consent(ada, agent);
    files.token(api, ada).expect(200);
  }

  @Test
  void keepsTenantsApart() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    TestTenant.Agent stranger = LinkedConnection.agent(other);

    refused(
        404,
        "connection_not_found",
        stranger.authenticated().send("POST", files.tokenPath(), null, null));
    refused(
        403,
        "cross_tenant",
        tenant
            .admin()
            .with("Authorization", "Bearer " + stranger.token())
            .send("POST", files.tokenPath(), null, null));
    refused(404, "connection_not_found", other.admin().get(files.path("")));
    refused(404, "connection_not_found", other.admin().delete(files.path("")));
    assertEquals(0, stub.requests().size());
  }

  @Test
  void refusesDisabledConnection() {
    LinkedConnection files = LinkedConnection.organizationConnection(tenant, stub, Map.of());
    files.change(Map.of("status", "disabled")).expect(200);

    refused(
        403, "connection_disabled", files.token(LinkedConnection.agent(tenant).authenticated()));
  }

  @Test
  void limitsRetrievalsPerAgent() throws IOException {
    TestTenant small = TestTenant.create(server);
    small
        .admin()
        .patch("/admin/settings/connections", Map.of("retrievals_per_minute", 2))
        .expect(200);
    LinkedConnection files = LinkedConnection.organizationConnection(small, stub, Map.of());
    ApiClient api = LinkedConnection.agent(small).authenticated();
    files.token(api).expect(200);
    files.token(api).expect(200);

    ApiClient.Answer third = files.token(api);

    refused(429, "rate_limited", third);
    assertTrue(third.response().headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void recordsEachRetrievalWithoutTheToken() throws Exception {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    TestTenant.Agent agent = LinkedConnection.agent(tenant);
    refused(403, "delegation_not_allowed", files.token(agent.authenticated(), ada));
    LinkedConnection.consent(ada, agent);
    files.token(agent.authenticated(), ada).expect(200);
    files.refresh().expect(200);

    String audit = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).text();

    assertTrue(audit.contains("connection.token_retrieved"), audit);
    assertTrue(audit.contains("connection.linked"), audit);
    String everything =
        audit
            + files.read()
            + files.grants()
            + tenant.admin().get("/admin/connections?limit=100").expect(200).text()
            + server.logs();
    for (String secret :
        List.of("stub-access-", "stub-refresh-", LinkedConnection.SECRET, LinkedConnection.CODE)) {
      assertFalse(everything.contains(secret), secret);
    }
  }
}
