/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** An administrator creates a scope, an application requests it, and the scope is deleted. */
@ExtendWith(DefaultServerExtension.class)
class TenantScopesIT {
  private static final String WORDS = "See what you have <ordered>";

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void createsScopeAndListsItWithStandardScopes() {
    JsonNode made = make(Map.of("name", "orders:list", "description", WORDS));

    assertEquals("orders:list", made.path("name").asText());
    assertEquals(WORDS, made.path("description").asText());
    assertTrue(made.path("id").isIntegralNumber());
    assertFalse(made.path("isDefault").asBoolean());
    assertFalse(made.path("isSystem").asBoolean());
    assertTrue(made.path("createdAt").isTextual());
    JsonNode listed = tenant.admin().get("/admin/scopes?limit=100").expect(200).body();
    assertTrue(names(listed.path("data")).containsAll(List.of("openid", "email", "orders:list")));
    assertEquals("scopes", listed.path("resourceType").asText());
    assertEquals(listed.path("data").size(), listed.path("pagination").path("total").asInt());
  }

  @Test
  void paginatesAndFiltersScopes() {
    make(Map.of("name", "pages:one"));
    make(Map.of("name", "pages:two"));

    JsonNode page =
        tenant
            .admin()
            .get("/admin/scopes?search=PAGES:&limit=1&page=2&sortBy=name")
            .expect(200)
            .body();

    assertEquals(List.of("pages:two"), names(page.path("data")));
    assertEquals(2, page.path("meta").path("total").asInt());
    tenant.admin().get("/admin/scopes?sortBy=secret").expect(422);
  }

  @Test
  void refusesInvalidScopeNames() {
    make(Map.of("name", "twice"));

    tenant.admin().post("/admin/scopes", Map.of("name", "twice")).expect(409);
    tenant.admin().post("/admin/scopes", Map.of("name", "openid")).expect(409);
    tenant.admin().post("/admin/scopes", Map.of("name", "two words")).expect(422);
    tenant.admin().post("/admin/scopes", Map.of("name", "admin:users")).expect(422);
    tenant.admin().post("/admin/scopes", Map.of("description", "x")).expect(422);
    tenant.admin().post("/admin/scopes", Map.of("name", "x", "colour", "red")).expect(422);
    tenant.admin().delete("/admin/scopes/no-such").expect(404);
    tenant.admin().delete("/admin/scopes/openid").expect(403);
  }

  @Test
  void showsTheTenantsScopeTextAtConsent() {
    make(Map.of("name", "orders:words", "description", WORDS));
    TestApplication app = app("openid orders:words");
    TestPerson ada = TestPerson.create(server, tenant).signIn();

    ada.open(app.authorize(app.request(Map.of("scope", "openid orders:words"))));

    String page = ada.browser().text();
    assertTrue(page.contains("See what you have &lt;ordered&gt;"), page);
    assertFalse(page.contains("orders:words"), page);
  }

  @Test
  void showsEachScopeTextInEveryLanguage() throws IOException {
    TestTenant own = TestTenant.create(server);
    List<String> powers =
        List.of(
            "admin", "admin:read", "admin:users:write", "users.write", "introspect", "ssf.read");
    List<String> all = new ArrayList<>(supported(own));
    all.addAll(powers);
    String scope = String.join(" ", all);
    TestApplication app =
        TestApplication.register(own, new HashMap<>(Map.of("allowedScopes", all)));
    TestPerson ada = TestPerson.create(server, own).signIn();

    for (String language : List.of("en", "de", "es", "ja")) {
      ada.open(app.authorize(app.request(Map.of("scope", scope, "ui_locales", language))));

      String page = ada.browser().text();
      assertTrue(page.contains("<html lang=\"" + language + "\""), page);
      assertFalse(page.contains("<code>"), page);
      assertEquals(powers.size(), page.split("<li class=\"sensitive\">", -1).length - 1, page);
    }
  }

  @Test
  void listsScopeInMetadataWhileItExists() {
    JsonNode made = make(Map.of("name", "orders:metadata"));
    assertTrue(supported().contains("orders:metadata"));

    tenant.admin().delete("/admin/scopes/" + made.path("id").asText()).expect(200);

    assertFalse(supported().contains("orders:metadata"));
  }

  @Test
  void removesDeletedScopeFromTheNextToken() {
    JsonNode made = make(Map.of("name", "orders:end"));
    TestApplication app = app("openid orders:end offline_access");
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    Map<String, String> scope = Map.of("scope", "openid orders:end offline_access");
    JsonNode tokens = app.redeem(ada.allow(app, scope).get("code")).expect(200).body();
    assertTrue(tokens.path("scope").asText().contains("orders:end"));

    tenant.admin().delete("/admin/scopes/" + made.path("id").asText()).expect(200);

    assertFalse(app.refresh(tokens).expect(200).body().path("scope").asText().contains("orders"));
    JsonNode left = tenant.admin().get("/admin/clients/" + app.id() + "/scopes").expect(200).data();
    assertEquals(List.of("openid", "offline_access"), texts(left));
    assertEquals("invalid_scope", ada.allow(app, scope).get("error"));
    JsonNode log = tenant.admin().get("/admin/audit-logs?action=scope.deleted").expect(200).data();
    assertTrue(log.toString().contains(app.id()), log.toString());
  }

  @Test
  void issuesDefaultScopesIfNoneRequested() throws IOException {
    TestTenant own = TestTenant.create(server);
    own.admin().post("/admin/scopes", Map.of("name", "basic", "isDefault", true)).expect(201);

    JsonNode plain = own.admin().post("/admin/clients", Map.of("name", "A")).expect(201).data();
    JsonNode chosen =
        own.admin()
            .post("/admin/clients", Map.of("name", "B", "allowedScopes", List.of("other")))
            .expect(201)
            .data();

    assertEquals(List.of("basic"), texts(plain.path("scopes")));
    assertEquals(List.of("other"), texts(chosen.path("scopes")));
  }

  @Test
  void keepsTenantsApart() throws IOException {
    TestTenant other = TestTenant.create(server);
    JsonNode made = make(Map.of("name", "orders:apart"));
    String id = made.path("id").asText();

    other.admin().delete("/admin/scopes/" + id).expect(404);
    other.admin().delete("/admin/scopes/orders:apart").expect(404);
    assertFalse(
        names(other.admin().get("/admin/scopes?limit=100").data()).contains("orders:apart"));
  }

  private static JsonNode make(Map<String, Object> body) {
    return tenant.admin().post("/admin/scopes", body).expect(201).data();
  }

  private static TestApplication app(String scope) {
    return TestApplication.register(
        tenant, new HashMap<>(Map.of("allowedScopes", List.of(scope.split(" ")))));
  }

  private static List<String> supported() {
    return supported(tenant);
  }

  private static List<String> supported(TestTenant of) {
    return texts(
        new ApiClient(of.admin().base(), Map.of())
            .get("/.well-known/openid-configuration")
            .expect(200)
            .body()
            .path("scopes_supported"));
  }

  private static List<String> names(JsonNode scopes) {
    List<String> names = new ArrayList<>();
    scopes.forEach(scope -> names.add(scope.path("name").asText()));
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
