/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Generated from the route table of the running server: no route is forgotten. */
@ExtendWith(DefaultServerExtension.class)
class TenantIsolationIT {

  private static final Map<String, String> TUPLE =
      Map.of("user", "user:anne", "relation", "reader", "object", "document:1");

  private static TestServer server;
  private static TestTenant ours;
  private static TestTenant theirs;
  private static Map<String, String> theirIds;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    ours = TestTenant.create(server);
    theirs = TestTenant.create(server);
    theirIds = TenantResourceSamples.of(server, theirs);
  }

  @TestFactory
  Stream<DynamicTest> refusesACallerWithoutCredential() throws IOException {
    return routes()
        .filter(route -> !route.open())
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      ApiClient.Answer answer = call(server.anonymous(), route, ours, theirIds);
                      assertEquals(401, answer.status(), answer.toString());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesACredentialOfAnotherTenant() throws IOException {
    ApiClient foreign = server.anonymous().with("X-API-Key", theirs.key());
    return tenantRoutes()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      ApiClient.Answer answer = call(foreign, route, ours, theirIds);
                      assertTrue(
                          Set.of(401, 403, 404).contains(answer.status()), answer.toString());
                      assertTrue(
                          route.byClient() || answer.status() != 401,
                          "an API key of another tenant is foreign, not unknown: " + answer);
                      assertLeaksNothing(answer);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesIdentifiersOfAnotherTenant() throws IOException {
    ApiClient own = server.anonymous().with("X-API-Key", ours.key());
    return tenantRoutes()
        .filter(route -> route.path().replace("{tenant}", "").contains("{"))
        .filter(route -> !route.byClient())
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      ApiClient.Answer answer = call(own, route, ours, theirIds);
                      // The one operation that is gone for every user, whoever that is.
                      boolean gone = route.path().endsWith("/admin/users/{userId}/mfa/reset");
                      // Any text may name a resource: here nothing is known of this one.
                      boolean resource = route.path().endsWith("/{resourceId}/attributes");
                      // For agents and people, and the caller is a key: nothing is looked up.
                      boolean others =
                          route.path().contains("/jit/")
                              || route.path().contains("/agents/me/approvals/")
                              || route.path().contains("/me/delegations/")
                              || route.path().contains("/me/aauth-agents/")
                              || route.path().contains("/me/connections/");
                      int expected = gone ? 410 : resource ? 200 : others ? 403 : 404;
                      assertEquals(expected, answer.status(), answer.toString());
                      assertLeaksNothing(answer);
                    }));
  }

  private static void assertLeaksNothing(ApiClient.Answer answer) {
    assertFalse(answer.text().contains(theirs.slug()), answer.toString());
    assertFalse(answer.text().contains("Leaky"), answer.toString());
  }

  private static ApiClient.Answer call(
      ApiClient api, Route route, TestTenant tenant, Map<String, String> ids) {
    String path = route.path().replace("{tenant}", tenant.slug());
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    assertFalse(path.contains("{"), "the test knows no identifier for " + path);
    assertFalse(path.contains("//") || path.endsWith("/"), "an identifier is empty: " + path);
    boolean membersWithBody = route.method().equals("DELETE") && path.endsWith("/members");
    if (Set.of("GET", "DELETE", "HEAD").contains(route.method()) && !membersWithBody) {
      return api.send(route.method(), path, null, null);
    }
    return route.byClient()
        ? api.form(path, "token=x&grant_type=client_credentials")
        : api.json(route.method(), path, bodyFor(path));
  }

  private static final Map<String, String> FGA_QUESTION =
      Map.of("user", "user:anne", "relation", "owner", "object", "leaky:1");

  /** A body that is good enough not to be refused before the identifier is looked up. */
  private static Map<String, Object> bodyFor(String path) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (path.endsWith("/roles")) {
      body.put("roles", List.of("user"));
    } else if (path.endsWith("/assignments")) {
      body.put("subject", Map.of("type", "user", "id", theirIds.get("userId")));
    } else if (path.endsWith("/groups")) {
      body.put("groups", List.of());
    } else if (path.matches(".*/openfga/stores/[^/]+/check")) {
      body.put("tuple_key", FGA_QUESTION);
    } else if (path.endsWith("/batch-check")) {
      body.put("checks", List.of(Map.of("tuple_key", FGA_QUESTION, "correlation_id", "1")));
    } else if (path.endsWith("/members") || path.matches(".*/admin/roles/[^/]+/users")) {
      body.put("userId", theirIds.get("userId"));
    } else if (path.endsWith("/permissions")) {
      body.put("permissions", List.of());
    } else if (path.endsWith("/password")) {
      body.put("password", "correct horse battery staple");
    } else if (path.endsWith("/token")) {
      body.put("expiresIn", 60);
    } else if (path.endsWith("/scopes")) {
      body.put("scopes", List.of("files.read"));
    } else if (path.contains("/abac/") && path.contains("/attributes/leaky")) {
      body.put("value", "Renamed");
    } else if (path.endsWith("/budget")) {
      body.put("max_tokens_per_day", 1);
    } else if (path.contains("/social-providers/")) {
      body.put("enabled", true);
    } else if (path.endsWith("/card")) {
      body.put("url", "https://leaky.example.com");
    } else if (path.endsWith("/rollback")) {
      body.put("version", 1);
    } else if (path.contains("/authorization-details-types/")) {
      body.put("type", "leaky");
      body.put("name", "Renamed");
      body.put("schema", Map.of());
    } else if (path.contains("/openfga/stores/") && path.endsWith("/check")) {
      body.put("tuple_key", TUPLE);
    } else {
      body.put("name", "Renamed");
    }
    return body;
  }

  private static Stream<Route> tenantRoutes() throws IOException {
    return routes().filter(route -> route.path().contains("{tenant}")).filter(r -> !r.open());
  }

  private static Stream<Route> routes() throws IOException {
    JsonNode table = server.operator().get("/api/v1/platform/routes").expect(200).data();
    assertTrue(table.size() > 60, "the route table has " + table.size() + " rows");
    Stream.Builder<Route> routes = Stream.builder();
    table.forEach(
        row ->
            routes.add(
                new Route(
                    row.path("method").asText(),
                    row.path("path").asText(),
                    row.path("guard").asText())));
    return routes.build();
  }

  record Route(String method, String path, String guard) {
    boolean open() {
      return guard.equals("open");
    }

    boolean byClient() {
      return guard.equals("client");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
