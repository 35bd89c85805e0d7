/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.CodeFlowSignIn;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.fixture.WorkloadAgent;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;

/** One of everything that a tenant can have, with "Leaky" where people name it. */
final class TenantResourceSamples {

  private static final String PASSWORD = "a few words in a row 42";

  private TenantResourceSamples() {}

  /** Makes them, and answers their identifiers by the names that paths have for them. */
  static Map<String, String> of(TestServer server, TestTenant tenant) {
    ApiClient admin = tenant.admin();
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
    CodeFlowSignIn.run(server, tenant, "leaky@example.com", PASSWORD);
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
                    Map.of("method", EventStreamClient.POLL),
                    "events_requested",
                    List.of(EventStreamClient.SESSION_REVOKED)))
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
    DelegationScenario user = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent agent =
        user.agentWithConsent(DelegationScenario.ON_BEHALF, DelegationScenario.READ);
    ids.put("delegationId", user.delegation(agent));
    ids.put(
        "jti",
        TrustedIssuerFixture.claimsOf(user.actingToken(user.token(), agent)).path("jti").asText());
    ids.put("logId", "999999");
    ids.put("slug", "no-such-slug");
    ids.put("actingAgentId", "no-such-agent");
    ids.put("missionS256", "no-such-mission");
    ids.put("name", "no-such-module");
    ids.put("section", "no-such-section");
    ids.put("type", "no-such-template");
    return ids;
  }

  /** What an agent of the tenant asked for. */
  private static JsonNode asked(TestTenant tenant) {
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

  /** A rule of an agent; that of the identifiers above has none. */
  private static String trustRule(TestTenant tenant) {
    WorkloadAgent agent = WorkloadAgent.register(tenant, Map.of());
    String rule =
        agent.trust(
            "oidc", Map.of("issuer", "https://leaky.example.com", "subjects", List.of("Leaky")));
    return rule.substring(rule.lastIndexOf('/') + 1);
  }

  /** A party of AAuth, with the public key of RFC 8037, appendix A.2. */
  private static String aauth(ApiClient admin, String kind) {
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

  private static String attribute(ApiClient admin, String type) {
    return admin
        .post(
            "/abac/attributes",
            Map.of("name", "Leaky", "attributeType", type, "dataType", "string"))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private static String first(ApiClient.Answer list) {
    return list.expect(200).data().path(0).path("id").asText();
  }

  /** Permissions have small numbers per tenant: take one that only this tenant has. */
  private static JsonNode permissionsBeyondOurs(ApiClient admin) {
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
}
