/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant with a permission for payments, and the calls that set a credential. */
abstract class CredentialTakeoverTestBase {
  static final String PAY = "payments.make";
  static final Map<String, Object> PASSWORD = Map.of("password", "another few words 77");
  static final Map<String, Object> NOTHING = Map.of();

  /** The key is that of RFC 8037 appendix A.2. */
  static final Map<String, Object> JWKS =
      Map.of(
          "keys",
          List.of(
              Map.of(
                  "kty", "OKP",
                  "crv", "Ed25519",
                  "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")));

  static final Map<String, Object> TRUST =
      Map.of(
          "provider",
          "oidc",
          "trust",
          Map.of(
              "issuer", "https://evil.example",
              "audiences", List.of("lumoauth"),
              "subjects", List.of("mine")));

  TestServer server;
  TestTenant tenant;

  @BeforeEach
  void createTenantWithPaymentPermission(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant.admin().post("/admin/permissions", Map.of("slug", PAY, "name", "Pay")).expect(201);
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", "Payer", "permissions", List.of(PAY)))
        .expect(201);
  }

  void assertInstanceIsProtected(Consumer<String> strengthen) {
    String blueprint =
        tenant
            .admin()
            .post("/admin/agents/blueprints", Map.of("name", "Courier", "capabilities", List.of()))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String instance =
        tenant
            .admin()
            .post(
                "/admin/agents",
                Map.of("name", "One", "identityType", "workload", "blueprintId", blueprint))
            .expect(201)
            .data()
            .path("id")
            .asText();
    String path = "/admin/agents/blueprints/" + blueprint;
    ApiClient weak = key("admin:agents");
    String rule = weak.post(path + "/trust-rules", TRUST).expect(201).data().path("id").asText();
    strengthen.accept(instance);
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put("create", api -> api.post(path + "/trust-rules", TRUST));
    ways.put("change", api -> api.patch(path + "/trust-rules/" + rule, Map.of("name", "Mine")));
    ways.put("enable", api -> api.patch(path, Map.of("isActive", true)));

    assertRefused(ways, "admin:agents");
    key("admin:agents", "admin:roles").post(path + "/trust-rules", TRUST).expect(201);
  }

  static Map<String, Function<ApiClient, ApiClient.Answer>> userCredentialOperations(String id) {
    String path = "/admin/users/" + id;
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put("password", api -> api.post(path + "/password", PASSWORD));
    ways.put("password by PUT", api -> api.put(path + "/password", PASSWORD));
    ways.put("reset link", api -> api.post(path + "/password-reset", NOTHING));
    ways.put("e-mail", api -> api.patch(path, Map.of("email", "mine@evil.example")));
    ways.put("e-mail by PUT", api -> api.put(path, Map.of("email", "mine@evil.example")));
    ways.put("verified e-mail", api -> api.post(path + "/mark-verified", NOTHING));
    ways.put(
        "identity",
        api ->
            api.post(
                path + "/identities",
                Map.of("type", "social", "provider", "google", "subject", "mine")));
    ways.put("unlink", api -> api.delete(path + "/identities/social"));
    ways.put("sessions", api -> api.delete(path + "/sessions"));
    ways.put("sessions by POST", api -> api.post(path + "/sessions/revoke-all", NOTHING));
    ways.put("unblock", api -> api.post(path + "/unblock", NOTHING));
    ways.put("block", api -> api.post(path + "/block", NOTHING));
    ways.put("delete", api -> api.delete(path));
    return ways;
  }

  static Map<String, Function<ApiClient, ApiClient.Answer>> clientCredentialOperations(String id) {
    String path = "/admin/clients/" + id;
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put("secret", api -> api.post(path + "/rotate-secret", NOTHING));
    ways.put("other secret", api -> api.post("/admin/oauth-clients/" + id + "/secret", NOTHING));
    ways.put("jwks", api -> api.patch(path, Map.of("metadata", Map.of("jwks", JWKS))));
    ways.put(
        "jwks_uri",
        api -> api.patch(path, Map.of("metadata", Map.of("jwks_uri", "https://evil.example/k"))));
    ways.put(
        "redirect URI",
        api -> api.patch(path, Map.of("redirectUris", List.of("https://evil.example/cb"))));
    ways.put("replace", api -> api.put(path, Map.of("name", "Mine")));
    ways.put("scopes", api -> api.put(path + "/scopes", Map.of("scopes", List.of())));
    ways.put("enable", api -> api.post(path + "/enable", NOTHING));
    ways.put("delete", api -> api.delete(path));
    return ways;
  }

  void assertRefused(Map<String, Function<ApiClient, ApiClient.Answer>> ways, String... scopes) {
    ApiClient weak = key(scopes);
    List<String> open = new ArrayList<>();
    ways.forEach(
        (name, way) -> {
          ApiClient.Answer answer = way.apply(weak);
          if (answer.status() != 403) {
            open.add(name + ": " + answer);
          }
        });
    assertEquals(List.of(), open);
  }

  TestPerson payer() {
    TestPerson payer = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/users/" + payer.id() + "/roles", Map.of("roles", List.of("payer")))
        .expect(200);
    return payer;
  }

  String workload() {
    return tenant
        .admin()
        .post(
            "/admin/agents",
            Map.of(
                "name",
                "Workload " + System.nanoTime(),
                "identityType",
                "workload",
                "capabilities",
                List.of(PAY)))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  String group(String name) {
    return tenant
        .admin()
        .post("/admin/groups", Map.of("name", name))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  String client(List<String> scopes) {
    return tenant
        .admin()
        .post("/admin/clients", Map.of("name", "Robot", "allowedScopes", scopes))
        .expect(201)
        .data()
        .path("clientId")
        .asText();
  }

  ApiClient key(String... scopes) {
    return tenant
        .admin()
        .with(
            "X-API-Key",
            tenant
                .admin()
                .post("/admin/api-keys", Map.of("name", "Part", "scopes", List.of(scopes)))
                .expect(201)
                .data()
                .path("key")
                .asText());
  }
}
