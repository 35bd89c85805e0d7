package org.lumoauth.itests.http;

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

/** Generated from the route table of the running server: no route is forgotten. */
@ExtendWith(Shared.class)
class TenantIsolationIT {
  private static final String PASSWORD = "a few words in a row 42";
  private static final Map<String, String> TUPLE =
      Map.of("user", "user:anne", "relation", "reader", "object", "document:1");

  private static Server server;
  private static Tenant ours;
  private static Tenant theirs;
  private static Map<String, String> theirIds;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    ours = Tenant.create(server);
    theirs = Tenant.create(server);
    theirIds = resourcesOf(theirs);
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
                      Api.Answer answer = call(server.anonymous(), route, ours, theirIds);
                      assertEquals(401, answer.status(), answer.toString());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> refusesACredentialOfAnotherTenant() throws IOException {
    Api foreign = server.anonymous().with("X-API-Key", theirs.key());
    return tenantRoutes()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Api.Answer answer = call(foreign, route, ours, theirIds);
                      assertTrue(
                          Set.of(401, 403, 404).contains(answer.status()), answer.toString());
                      assertTrue(
                          route.byClient() || answer.status() != 401,
                          "an API key of another tenant is foreign, not unknown: " + answer);
                      assertLeaksNothing(answer);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> knowsNoIdentifierOfAnotherTenant() throws IOException {
    Api own = server.anonymous().with("X-API-Key", ours.key());
    return tenantRoutes()
        .filter(route -> route.path().replace("{tenant}", "").contains("{"))
        .filter(route -> !route.byClient())
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.toString(),
                    () -> {
                      Api.Answer answer = call(own, route, ours, theirIds);
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

  private static void assertLeaksNothing(Api.Answer answer) {
    assertFalse(answer.text().contains(theirs.slug()), answer.toString());
    assertFalse(answer.text().contains("Leaky"), answer.toString());
  }

  private static Api.Answer call(Api api, Route route, Tenant tenant, Map<String, String> ids) {
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
    } else if (path.contains("/openfga/stores/") && path.endsWith("/batch-check")) {
      body.put("checks", List.of(Map.of("tuple_key", TUPLE, "correlation_id", "1")));
    } else if (path.contains("/openfga/stores/") && path.endsWith("/check")) {
      body.put("tuple_key", TUPLE);
    } else {
      body.put("name", "Renamed");
    }
    return body;
  }

  /** What an agent of the tenant asked for. */
  private static JsonNode asked(Tenant tenant) {
    return tenant
        .agent("Leaky asker", List.of("files.read"), List.of())
        .authenticated()
        .post(
            "/jit/request",
            Map.of(
                "authorization_details",
                Map.of("type", "payment", "actions", List.of("initiate"), "to", "Leaky")))
        .expect(201)
        .body();
  }

  private static Map<String, String> resourcesOf(Tenant tenant) {
    Api admin = tenant.admin();
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put(
        "userId",
        admin
            .post(
                "/admin/users",
                Map.of("email", "leaky@example.com", "name", "Leaky", "password", PASSWORD))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "groupId",
        admin
            .post("/admin/groups", Map.of("name", "Leaky"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "roleId",
        admin.post("/admin/roles", Map.of("name", "Leaky")).expect(201).data().path("id").asText());
    JsonNode permissions = permissionsBeyondOurs(admin);
    ids.put("permissionId", permissions.path("id").asText());
    ids.put(
        "scopeId",
        admin
            .post("/admin/scopes", Map.of("name", "leaky:read", "description", "Leaky"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put("agentId", tenant.agent("Leaky", List.of("files.read"), List.of()).id());
    JsonNode asked = asked(tenant);
    ids.put("taskId", asked.path("task_id").asText());
    ids.put("requestId", asked.path("request_id").asText());
    ids.put("token", "apr_01KB7Q2M5E9W8X3Y01KB7Q2M5E");
    ids.put(
        "blueprintId",
        admin
            .post("/admin/agents/blueprints", Map.of("name", "Leaky"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "clientId",
        admin
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Leaky",
                    "redirectUris", List.of(),
                    "grantTypes", List.of("client_credentials")))
            .expect(201)
            .data()
            .path("clientId")
            .asText());
    ids.put(
        "keyId",
        admin
            .post("/admin/api-keys", Map.of("name", "Leaky", "scopes", List.of("admin:users:read")))
            .expect(201)
            .data()
            .path("id")
            .asText());
    CodeFlow.run(server, tenant, "leaky@example.com", PASSWORD);
    ids.put("sessionId", first(admin.get("/admin/sessions")));
    ids.put("tokenId", first(admin.get("/admin/tokens")));
    ids.put("memberId", ids.get("userId"));
    ids.put(
        "typeId",
        admin
            .post(
                "/admin/oauth/authorization-details-types",
                Map.of("type", "leaky", "name", "Leaky", "schema", Map.of()))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "streamId",
        admin
            .post(
                "/ssf/stream",
                Map.of(
                    "delivery",
                    Map.of("method", EventStreams.POLL),
                    "events_requested",
                    List.of(EventStreams.SESSION_REVOKED)))
            .expect(201)
            .body()
            .path("stream_id")
            .asText());
    ids.put(
        "providerId",
        admin
            .post(
                "/admin/social-providers",
                Map.of(
                    "provider", "leaky",
                    "displayName", "Leaky",
                    "clientId", "leaky",
                    "clientSecret", "leaky",
                    "issuerUrl", "https://leaky.example.com"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "issuerId",
        admin
            .post(
                "/admin/oauth/trusted-issuers",
                Map.of(
                    "issuer",
                    "https://leaky.example.com",
                    "name",
                    "Leaky",
                    "jwksUri",
                    "https://leaky.example.com/jwks"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "linkId",
        admin
            .post(
                "/admin/oauth/trusted-issuers/" + ids.get("issuerId") + "/subjects",
                Map.of("subject", "Leaky", "userId", ids.get("userId")))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "assignmentId",
        admin
            .post(
                "/admin/roles/" + ids.get("roleId") + "/assignments",
                Map.of(
                    "subject",
                    Map.of("type", "user", "id", ids.get("userId")),
                    "resourceType",
                    "leaky"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "policyId",
        admin
            .post("/abac/policies", Map.of("name", "Leaky", "effect", "allow"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "storeId",
        admin
            .post("/openfga/stores", Map.of("name", "Leaky"))
            .expect(201)
            .body()
            .path("id")
            .asText());
    ids.put(
        "modelId",
        admin
            .post(
                "/zanzibar/models",
                Map.of("language", "openfga_dsl", "text", "model\n  schema 1.1\ntype leaky\n"))
            .expect(201)
            .data()
            .path("id")
            .asText());
    ids.put(
        "serverId",
        admin
            .post(
                "/admin/mcp/servers",
                Map.of("name", "Leaky", "resource_uri", "https://leaky.example"))
            .expect(201)
            .data()
            .path("server_id")
            .asText());
    ids.put(
        "connectionId",
        admin
            .post(
                "/admin/connections",
                Map.of(
                    "name", "Leaky",
                    "provider", "leaky",
                    "grant_mode", "client_credentials",
                    "token_endpoint", "https://leaky.example/token",
                    "client_id", "leaky",
                    "client_secret", "Leaky"))
            .expect(201)
            .data()
            .path("connection_id")
            .asText());
    ids.put("grantId", "cgr_01KB7Q2M5E9W8X3Y01KB7Q2M5E");
    ids.put("aauthAgentId", aauth(admin, "agents"));
    ids.put("aauthResourceId", aauth(admin, "resources"));
    ids.put("trustRuleId", trustRule(tenant));
    ids.put("attributeId", attribute(admin, "user"));
    attribute(admin, "resource");
    ids.put("attributeSlug", "leaky");
    ids.put("resourceType", "documents");
    ids.put("resourceId", "doc-1");
    admin
        .put("/abac/resources/documents/doc-1/attributes/leaky", Map.of("value", "Leaky"))
        .expect(200);
    Delegated user = Delegated.signedIn(server, tenant);
    Tenant.Agent agent = user.consented(Delegated.ON_BEHALF, Delegated.READ);
    ids.put("delegationId", user.delegation(agent));
    ids.put("jti", Staff.claimsOf(user.acting(user.token(), agent)).path("jti").asText());
    ids.put("logId", "999999");
    ids.put("slug", "no-such-slug");
    ids.put("actingAgentId", "no-such-agent");
    ids.put("name", "no-such-module");
    ids.put("section", "no-such-section");
    ids.put("type", "no-such-template");
    return ids;
  }

  /** A rule of an agent; that of the identifiers above has none. */
  private static String trustRule(Tenant tenant) {
    Workload agent = Workload.register(tenant, Map.of());
    String rule =
        agent.trust(
            "oidc", Map.of("issuer", "https://leaky.example.com", "subjects", List.of("Leaky")));
    return rule.substring(rule.lastIndexOf('/') + 1);
  }

  /** A party of AAuth, with the public key of RFC 8037, appendix A.2. */
  private static String aauth(Api admin, String kind) {
    Map<String, Object> key =
        Map.of(
            "kty", "OKP",
            "crv", "Ed25519",
            "kid", "leaky",
            "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    return admin
        .post(
            "/admin/aauth/" + kind,
            Map.of(
                "identifier",
                "https://" + kind + ".leaky.example.com",
                "name",
                "Leaky",
                "jwks",
                Map.of("keys", List.of(key))))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static String attribute(Api admin, String type) {
    return admin
        .post(
            "/abac/attributes",
            Map.of("name", "Leaky", "attributeType", type, "dataType", "string"))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static String first(Api.Answer list) {
    return list.expect(200).data().path(0).path("id").asText();
  }

  /** Permissions have small numbers per tenant: take one that only this tenant has. */
  private static JsonNode permissionsBeyondOurs(Api admin) {
    JsonNode last = null;
    for (int i = 0; i < 5; i++) {
      last =
          admin
              .post(
                  "/admin/permissions",
                  Map.of("slug", "leaky.action" + i, "name", "Leaky", "description", "Leaky"))
              .expect(201)
              .data();
    }
    return last;
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
