/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** How a client appears behind the proxy that the server trusts. */
@ExtendWith(ModuleServerExtension.class)
class ClientAddressIT {
  private static final String HEADER = "X-Forwarded-For";

  /** As many attempts on one account may fail from one address. */
  private static final int FAILURES = 20;

  @Test
  void countsEverySpellingOfAnAddressAsOneClient(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("guessed", List.of(), List.of());
    for (int i = 0; i < FAILURES; i++) {
      guess(tenant, agent, spelling(i)).expect(401);
    }

    guess(tenant, agent, "[::ffff:198.51.100.77]:9").expect(429);
    guess(tenant, agent, "198.51.100.78").expect(401);
  }

  /** Ports, brackets, zones and notations of one client. */
  private static String spelling(int i) {
    return switch (i % 4) {
      case 0 -> "198.51.100.77:" + (1000 + i);
      case 1 -> "::ffff:198.51.100.77";
      case 2 -> "[::FFFF:c633:644d]:" + (1000 + i);
      default -> "198.51.100.77";
    };
  }

  private static ApiClient.Answer guess(
      TestTenant tenant, TestTenant.Agent agent, String forwardedFor) {
    return tenant
        .admin()
        .with(HEADER, forwardedFor)
        .form(
            "/oauth/token",
            "grant_type=client_credentials&client_secret=guess&client_id=" + agent.clientId());
  }

  @Test
  void recordsOnlyAddresses(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    create(tenant, HEADER, "dead");
    create(tenant, HEADER, "127.1");
    create(tenant, HEADER, "1.1.1.1, cafe");
    create(tenant, HEADER, "[2001:DB8::1]:443");
    create(tenant, HEADER, "198.51.100.2:4711");
    create(tenant, "Forwarded", "for=1.1.1.1, for=\"[2001:db8::2]:80\"");
    create(tenant, "Forwarded", "for=unknown");

    JsonNode records = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).data();
    Set<String> addresses = new TreeSet<>();
    records.forEach(record -> addresses.add(record.path("ipAddress").asText("")));
    addresses.remove("");

    assertEquals(Set.of("127.0.0.1", "198.51.100.2", "2001:db8::1", "2001:db8::2"), addresses);
  }

  private static void create(TestTenant tenant, String header, String value) {
    tenant
        .admin()
        .and(header, value)
        .post("/admin/agents", Map.of("name", "Agent", "capabilities", List.of()))
        .expect(201);
  }

  @Test
  void refusesHeadersThatNameDifferentClients(TestServer server) throws IOException {
    ApiClient api = TestTenant.create(server).admin().and(HEADER, "198.51.100.2");

    ApiClient.Answer refused =
        api.and("Forwarded", "for=127.0.0.1").get("/admin/agents").expect(400);
    api.and("Forwarded", "for=\"198.51.100.2:80\"").get("/admin/agents").expect(200);

    assertTrue(refused.text().contains("forwardingHeader"), refused.text());
  }
}
