package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * A caller with one part of the administration obtains no credential of a subject that has a
 * permission of the tenant which the caller lacks.
 */
@ExtendWith(DefaultServerExtension.class)
class CredentialTakeoverIT {
  private static final String PAY = "payments.make";
  private static final Map<String, Object> PASSWORD = Map.of("password", "another few words 77");
  private static final Map<String, Object> NOTHING = Map.of();

  /** The key is that of RFC 8037 appendix A.2. */
  private static final Map<String, Object> JWKS =
      Map.of(
          "keys",
          List.of(
              Map.of(
                  "kty", "OKP",
                  "crv", "Ed25519",
                  "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")));

  private static final Map<String, Object> TRUST =
      Map.of(
          "provider",
          "oidc",
          "trust",
          Map.of(
              "issuer", "https://evil.example",
              "audiences", List.of("lumoauth"),
              "subjects", List.of("mine")));

  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type agent
      type client
      type api_key
      type group
        relations
          define member: [user]
      type invoice
        relations
          define payer: [user, agent, client, api_key, group, group#member]
      """;

  private TestServer server;
  private TestTenant tenant;

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

  @Test
  void refusesCredentialsOfAgentWithPermissionThatTheCallerLacks() {
    TestTenant.Agent payer = tenant.agent("Payer", List.of(PAY), List.of());
    String workload = workload();

    assertRefused(agentCredentialOperations(payer.id(), workload), "admin:agents");
    payer.requestToken().expect(200);
  }

  @Test
  void allowsCallerWhoMayGrantRoles() {
    for (var way : agentCredentialOperations("", "").keySet()) {
      String agent = tenant.agent("Payer of " + way.hashCode(), List.of(PAY), List.of()).id();
      Function<ApiClient, ApiClient.Answer> attempt =
          agentCredentialOperations(agent, workload()).get(way);
      ApiClient.Answer answer = attempt.apply(key("admin:agents", "admin:roles"));
      assertNotEquals(403, answer.status(), () -> way + ": " + answer);
    }
  }

  @Test
  void refusesToGiveAnAgentAPermissionThatTheCallerLacks() {
    String idle = tenant.agent("Idle", List.of(), List.of()).id();
    List<String> pay = List.of(PAY);
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put(
        "create", api -> api.post("/admin/agents", Map.of("name", "Mine", "capabilities", pay)));
    ways.put(
        "register",
        api -> api.post("/agents/register", Map.of("name", "Mine", "capabilities", pay)));
    ways.put("widen", api -> api.patch("/admin/agents/" + idle, Map.of("capabilities", pay)));
    ways.put("scopes", api -> api.put("/admin/agents/" + idle + "/scopes", Map.of("scopes", pay)));
    ways.put(
        "blueprint",
        api -> api.post("/admin/agents/blueprints", Map.of("name", "Mine", "capabilities", pay)));
    ways.put(
        "AAuth agent",
        api ->
            api.post(
                "/admin/aauth/agents",
                Map.of("identifier", "https://mine.example", "jwks", JWKS, "scopes", pay)));

    assertRefused(ways, "admin:agents");
    key("admin:agents")
        .post("/admin/agents", Map.of("name", "Harmless", "capabilities", List.of()))
        .expect(201);
  }

  @Test
  void refusesCredentialsOfUserWithTenantRole() {
    assertRefused(userCredentialOperations(payer().id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserWithGroupRole() {
    TestPerson member = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/groups", Map.of("name", "Payers", "roles", List.of("payer")))
        .expect(201);
    tenant
        .admin()
        .post("/admin/groups/payers/members", Map.of("userIds", List.of(member.id())))
        .expect(200);

    assertRefused(userCredentialOperations(member.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserAllowedMoreByPolicy() {
    TestPerson allowed = TestPerson.create(server, tenant);
    allowPayments(List.of(is("user.email", allowed.email())));

    assertRefused(userCredentialOperations(allowed.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesCredentialsOfUserAllowedSomeResourcesByPolicy() {
    TestPerson owner = TestPerson.create(server, tenant);
    Map<String, Object> ownInvoices =
        Map.of("attribute", "resource.owner_id", "operator", "equals", "value", "$user.id");
    allowPayments(List.of(ownInvoices, is("user.email", owner.email())));
    TestPerson other = TestPerson.create(server, tenant);

    assertRefused(
        userCredentialOperations(owner.id()), "admin:users", "admin:sessions", "admin:policies");
    key("admin:users").post("/admin/users/" + other.id() + "/password", PASSWORD).expect(200);
  }

  @Test
  void refusesMembershipOfGroupAllowedMoreByPolicy() {
    TestPerson outsider = TestPerson.create(server, tenant);
    group("Clerks");
    group("Readers");
    Map<String, Object> inClerks =
        Map.of("attribute", "user.groups", "operator", "contains", "value", "clerks");
    allowPayments(List.of(inClerks));
    Map<String, Object> members = Map.of("userIds", List.of(outsider.id()));

    ApiClient weak = key("admin:users", "admin:groups");
    weak.post("/admin/groups/clerks/members", members).expect(403);
    weak.post("/admin/groups/readers/members", members).expect(200);
  }

  @Test
  void refusesTrustRulesOfBlueprintIfAnInstanceHasARelation() {
    assertInstanceIsProtected(instance -> createRelation("agent:" + instance));
  }

  @Test
  void refusesTrustRulesOfBlueprintIfAnInstanceHasARole() {
    assertInstanceIsProtected(
        instance ->
            tenant
                .admin()
                .patch("/admin/agents/" + instance, Map.of("roles", List.of("payer")))
                .expect(200));
  }

  private void assertInstanceIsProtected(Consumer<String> strengthen) {
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

  @Test
  void refusesCredentialsOfUserWithRelation() {
    TestPerson owner = TestPerson.create(server, tenant);
    createRelation("user:" + owner.id());

    assertRefused(
        userCredentialOperations(owner.id()), "admin:users", "admin:sessions", "admin:relations");
  }

  @Test
  void refusesCredentialsOfUserWithGroupRelation() {
    TestPerson member = TestPerson.create(server, tenant);
    String group = group("Clerks");
    tenant
        .admin()
        .post("/admin/groups/clerks/members", Map.of("userIds", List.of(member.id())))
        .expect(200);
    createRelation("group:" + group + "#member");

    assertRefused(userCredentialOperations(member.id()), "admin:users", "admin:sessions");
  }

  @Test
  void refusesMembershipOfGroupWithRelation() {
    TestPerson outsider = TestPerson.create(server, tenant);
    createRelation("group:" + group("Clerks") + "#member");
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put(
        "members",
        api -> api.post("/admin/groups/clerks/members", Map.of("userIds", List.of(outsider.id()))));
    ways.put(
        "groups of the user",
        api ->
            api.post(
                "/admin/users/" + outsider.id() + "/groups", Map.of("groups", List.of("clerks"))));
    ways.put(
        "change of the user",
        api -> api.patch("/admin/users/" + outsider.id(), Map.of("groups", List.of("clerks"))));

    assertRefused(ways, "admin:users", "admin:groups");
  }

  @Test
  void refusesCredentialsOfAgentsAndKeysWithRelation() {
    String agent = tenant.agent("Courier", List.of(), List.of()).id();
    createRelation("agent:" + agent);
    JsonNode made =
        tenant
            .admin()
            .post(
                "/admin/api-keys", Map.of("name", "Reader", "scopes", List.of("admin:users:read")))
            .expect(201)
            .data();
    createRelation("api_key:" + made.path("id").asText());

    key("admin:agents").post("/admin/agents/" + agent + "/token", NOTHING).expect(403);
    key("admin:apikeys", "admin:users")
        .patch("/admin/api-keys/" + made.path("id").asText(), Map.of("name", "Mine"))
        .expect(403);
  }

  @Test
  void refusesCredentialsOfClientWithPermissionThatTheCallerLacks() {
    String id = client(List.of(PAY));

    assertRefused(clientCredentialOperations(id), "admin:clients");
  }

  @Test
  void refusesCredentialsOfClientWithRelation() {
    String id = client(List.of());
    createRelation("client:" + id);

    assertRefused(clientCredentialOperations(id), "admin:clients");
  }

  @Test
  void allowsCredentialsOfSubjectsWithoutMorePermissions() {
    TestPerson plain = TestPerson.create(server, tenant);
    String agent = tenant.agent("Idle", List.of(), List.of()).id();

    key("admin:users").post("/admin/users/" + plain.id() + "/password", PASSWORD).expect(200);
    key("admin:agents").post("/admin/agents/" + agent + "/rotate-credentials", NOTHING).expect(200);
    key("admin:clients")
        .post("/admin/clients/" + client(List.of()) + "/rotate-secret", NOTHING)
        .expect(200);
  }

  @Test
  void namesTheMissingPermissionToACallerWhoMayReadIt() {
    TestPerson payer = payer();

    String told =
        key("admin:users").post("/admin/users/" + payer.id() + "/password", PASSWORD).text();

    assertTrue(told.contains(PAY), told);
    assertTrue(told.contains("roles.write"), told);
  }

  @Test
  void hidesRelationFromCallerWithoutReadPermission() {
    TestPerson owner = TestPerson.create(server, tenant);
    createRelation("user:" + owner.id());

    String told =
        key("admin:users").post("/admin/users/" + owner.id() + "/password", PASSWORD).text();

    assertTrue(told.contains("roles.write"), told);
    assertFalse(told.contains("invoice"), told);
  }

  private void allowPayments(List<Object> conditions) {
    tenant
        .admin()
        .post(
            "/abac/policies",
            Map.of(
                "name", "Pay",
                "resourceType", "payments",
                "action", "make",
                "effect", "allow",
                "conditions", Map.of("all", conditions)))
        .expect(201);
  }

  private static Map<String, Object> is(String attribute, String value) {
    return Map.of("attribute", attribute, "operator", "equals", "value", value);
  }

  private Map<String, Function<ApiClient, ApiClient.Answer>> agentCredentialOperations(
      String payer, String workload) {
    String path = "/admin/agents/" + payer;
    Map<String, Function<ApiClient, ApiClient.Answer>> ways = new LinkedHashMap<>();
    ways.put("rotate secret", api -> api.post(path + "/rotate-credentials", NOTHING));
    ways.put("rotate key", api -> api.post(path + "/rotate-key", NOTHING));
    ways.put(
        "mint token",
        api -> api.post(path + "/token", Map.of("expiresIn", 30 * 86_400, "scopes", List.of(PAY))));
    ways.put("change", api -> api.patch(path, Map.of("name", "Mine")));
    ways.put("replace", api -> api.put(path, Map.of("name", "Mine")));
    ways.put("enable", api -> api.post(path + "/enable", NOTHING));
    ways.put("activate", api -> api.post(path + "/activate", NOTHING));
    ways.put("scopes", api -> api.put(path + "/scopes", Map.of("scopes", List.of())));
    ways.put(
        "AAuth key",
        api ->
            api.post(
                "/admin/aauth/agents",
                Map.of(
                    "identifier", "https://a" + payer.hashCode() + ".example",
                    "jwks", JWKS,
                    "agentId", payer)));
    ways.put("trust rule", api -> api.post("/admin/agents/" + workload + "/trust-rules", TRUST));
    ways.put("retire", api -> api.post(path + "/retire", NOTHING));
    ways.put("delete", api -> api.delete(path));
    return ways;
  }

  private static Map<String, Function<ApiClient, ApiClient.Answer>> userCredentialOperations(
      String id) {
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

  private static Map<String, Function<ApiClient, ApiClient.Answer>> clientCredentialOperations(
      String id) {
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

  private void assertRefused(
      Map<String, Function<ApiClient, ApiClient.Answer>> ways, String... scopes) {
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

  private void createRelation(String subject) {
    tenant
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", MODEL))
        .expect(201);
    tenant
        .admin()
        .post(
            "/zanzibar/tuples",
            Map.of("object", "invoice:7", "relation", "payer", "subject", subject))
        .expect(200);
  }

  private TestPerson payer() {
    TestPerson payer = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/users/" + payer.id() + "/roles", Map.of("roles", List.of("payer")))
        .expect(200);
    return payer;
  }

  private String workload() {
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

  private String group(String name) {
    return tenant
        .admin()
        .post("/admin/groups", Map.of("name", name))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }

  private String client(List<String> scopes) {
    return tenant
        .admin()
        .post("/admin/clients", Map.of("name", "Robot", "allowedScopes", scopes))
        .expect(201)
        .data()
        .path("clientId")
        .asText();
  }

  private ApiClient key(String... scopes) {
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
