/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.AttestedPlatformJob;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.fixture.StubTokenProvider;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Lists about agents have the common list format, and request bodies have the documented types. */
@ExtendWith(DefaultServerExtension.class)
class AgentListPaginationIT {

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(shared);
  }

  @Test
  void reportsTheNumberOfScopesOfAnAgent() {
    TestTenant.Agent agent =
        tenant.agent("Scoped", List.of("files.read", "files.write"), List.of());

    JsonNode list =
        tenant.admin().get("/admin/agents/" + agent.id() + "/scopes").expect(200).body();

    assertEquals(2, list.path("pagination").path("total").asInt());
    assertEquals(2, list.path("data").size());
  }

  @Test
  void paginatesSubAgents() {
    TestTenant.Agent parent = tenant.agent("Parent", List.of("agents.register"), List.of());
    ApiClient api = parent.authenticated();
    for (String name : List.of("One", "Two")) {
      api.post("/agents/register", Map.of("name", name)).expect(200);
    }

    assertFirstOfTwo(api, "/agents/me/sub-agents");
  }

  @Test
  void paginatesDelegationsOfAUser() {
    DelegationScenario ada = DelegationScenario.signIn(server, tenant);
    ada.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    ada.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);

    assertFirstOfTwo(ada.bearer(ada.token()), "/me/delegations");
  }

  @Test
  void paginatesConnections() throws IOException {
    ApiClient agent = LinkedConnection.agent(tenant).authenticated();
    try (var stub = new StubTokenProvider()) {
      for (String name : List.of("Files", "Mail")) {
        LinkedConnection.organizationConnection(tenant, stub, Map.of("name", name));
      }
    }

    assertFirstOfTwo(agent, "/agents/me/connections");
    JsonNode second = agent.get("/agents/me/connections?limit=1&page=2").expect(200).body();
    assertEquals("Mail", second.at("/connections/0/name").asText());
    assertEquals(second.path("data"), second.path("connections"));
    assertEquals(1, agent.get("/agents/me/connections?search=FILE").expect(200).data().size());
    agent.get("/agents/me/connections?limit=0").expect(422);
  }

  @Test
  void paginatesTrustRules() throws IOException {
    WorkloadAgent workload = WorkloadAgent.register(tenant, Map.of());
    var job = new AttestedPlatformJob(tenant, new StubWorkloadPlatform(site));
    for (String subject : List.of("job-1", "job-2")) {
      Map<String, Object> trust = job.trust();
      trust.put("subjects", List.of(subject));
      workload.trust("oidc", trust);
    }

    assertFirstOfTwo(tenant.admin(), workload.rules());
    tenant.admin().get(workload.rules() + "?page=0").expect(422);
  }

  @Test
  void listsAgentsByStatusAndType() {
    Map<String, Object> bot = new HashMap<>(Map.of("name", "Bot", "type", "bot"));
    String id = tenant.admin().post("/admin/agents", bot).expect(201).data().path("id").asText();
    tenant.admin().post("/admin/agents/" + id + "/suspend", Map.of()).expect(200);

    JsonNode found =
        tenant.admin().get("/admin/agents?status=suspended&type=bot").expect(200).body();

    assertEquals(1, found.path("meta").path("total").asInt());
    assertEquals(id, found.at("/data/0/id").asText());
    tenant.admin().get("/admin/agents?status=asleep").expect(422);
    bot.put("type", "toaster");
    tenant.admin().post("/admin/agents", bot).expect(422);
  }

  @Test
  void sortsMcpServersByName() {
    for (String name : List.of("Sorted b", "Sorted C", "sorted a")) {
      String uri = "https://" + name.replace(' ', '-').toLowerCase(Locale.ROOT) + ".example/mcp";
      tenant
          .admin()
          .post("/admin/mcp/servers", Map.of("name", name, "resource_uri", uri))
          .expect(201);
    }

    assertEquals(List.of("Sorted b", "Sorted C", "sorted a"), servers(""));
    assertEquals(List.of("sorted a", "Sorted b", "Sorted C"), servers("&sortBy=name"));
    assertEquals(List.of("Sorted C", "Sorted b"), servers("&sortBy=name&sortDir=DESC&limit=2"));
    tenant.admin().get("/admin/mcp/servers?sortBy=status").expect(422);
  }

  private static List<String> servers(String parameters) {
    return StreamSupport.stream(
            tenant
                .admin()
                .get("/admin/mcp/servers?search=sorted" + parameters)
                .expect(200)
                .data()
                .spliterator(),
            false)
        .map(each -> each.path("name").asText())
        .toList();
  }

  @Test
  void rejectsNumberOrBooleanForAString() {
    for (Object wrong : List.of(5, true, 1.5)) {
      tenant.admin().post("/admin/agents", Map.of("name", wrong)).expect(422);
      tenant
          .admin()
          .post("/admin/agents", Map.of("name", "A", "capabilities", List.of(wrong)))
          .expect(422);
    }
    ApiClient agent = tenant.agent("Asker", List.of("files.read"), List.of()).authenticated();
    agent.post("/agents/ask", Map.of("action", 5)).expect(422);
    agent.post("/agents/ask", Map.of("question", 5)).expect(422);
  }

  @Test
  void reportsThatUsageReportRequiresABody() {
    ApiClient agent = tenant.agent("Reporter", List.of("files.read"), List.of()).authenticated();

    agent.send("POST", "/agents/me/usage", "application/json", null).expect(400);
  }

  private static void assertFirstOfTwo(ApiClient api, String path) {
    JsonNode list = api.get(path + "?limit=1").expect(200).body();
    assertEquals(1, list.path("data").size());
    assertEquals(2, list.path("meta").path("total").asInt());
    assertTrue(list.path("pagination").path("hasNextPage").asBoolean());
  }
}
