/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Some modules do not start after a restart of the server. Requests that need them fail, and all
 * other requests succeed.
 */
@ExtendWith(RestartServerExtension.class)
class MissingModuleRestartIT {
  private static final String REFRESH = "oauth.grant-refresh-token";
  private static final String CAPABILITY = "agents.capability";
  private static final List<String> AWAY =
      List.of(REFRESH, CAPABILITY, "agents.jit", "agents.vault");

  private static TestServer server;
  private static TestTenant tenant;
  private static TestApplication notes;
  private static TestApplication own;
  private static JsonNode tokens;
  private static TestPerson ada;
  private static ApiClient agent;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    notes = TestApplication.register(tenant, Map.of());
    own =
        TestApplication.register(
            tenant,
            Map.of(
                "allowedScopes", List.of("openid", "connections.read"),
                "metadata", Map.of("first_party", true)));
    tokens = TestPerson.create(server, tenant).tokens(notes);
    ada = TestPerson.create(server, tenant).signIn();
    agent = tenant.agent("Reader", List.of("files.read"), List.of()).authenticated();
    AWAY.forEach(bundle -> server.console("bundle:stop org.lumoauth." + bundle));
    server.down();
    server.up();
  }

  @AfterAll
  static void startModules() {
    startModules(AWAY);
  }

  private static void startModules(List<String> bundles) {
    server.console("bundle:start org.lumoauth." + String.join(" org.lumoauth.", bundles));
  }

  @Test
  void refusesRevocationWithoutTheTokenModule() {
    assertEquals(503, revoke().status());

    startModules(List.of(REFRESH));

    revoke().expect(200);
    assertEquals(400, notes.refresh(tokens).status());
  }

  private static ApiClient.Answer revoke() {
    return notes.ask("/oauth/revoke", Map.of("token", tokens.path("refresh_token").asText()));
  }

  /** What a model that did not start has nothing to do with goes on; what it has is not guessed. */
  @Test
  void refusesDecisionsThatAMissingModelCouldMake() {
    Map<String, Object> question = Map.of("permission", "files.read");

    tenant.admin().get("/admin/users").expect(200);
    assertEquals(503, agent.post("/authz/check", question).status());
    startModules(List.of(CAPABILITY));
    agent.post("/authz/check", question).expect(200);
  }

  /**
   * Also a client of the organization's own asks, while nobody is there who says that it has to.
   */
  @Test
  void requestsConsentForPersonalScopeWithoutItsModule() {
    TestBrowser browser = ada.browser();

    browser.openOnly(own.authorize(own.request(Map.of("scope", "openid connections.read"))));
    assertEquals(200, browser.status(), browser.location());
    browser.openOnly(own.authorize(own.request(Map.of("scope", "openid"))));
    assertTrue(browser.location().contains("code="), browser.location() + browser.text());
  }
}
