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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForRestarts;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Some modules do not start after a restart of the server. Requests that need them fail, and all
 * other requests succeed.
 */
@ExtendWith(SharedForRestarts.class)
class NotComeBackIT {
  private static final String REFRESH = "oauth.grant-refresh-token";
  private static final String CAPABILITY = "agents.capability";
  private static final List<String> AWAY =
      List.of(REFRESH, CAPABILITY, "agents.jit", "agents.vault");

  private static Server server;
  private static Tenant tenant;
  private static App notes;
  private static App own;
  private static JsonNode tokens;
  private static Person ada;
  private static Api agent;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    notes = App.register(tenant, Map.of());
    own =
        App.register(
            tenant,
            Map.of(
                "allowedScopes", List.of("openid", "connections.read"),
                "metadata", Map.of("first_party", true)));
    tokens = Person.create(server, tenant).tokens(notes);
    ada = Person.create(server, tenant).signIn();
    agent = tenant.agent("Reader", List.of("files.read"), List.of()).authenticated();
    AWAY.forEach(bundle -> server.console("bundle:stop org.lumoauth." + bundle));
    server.down();
    server.up();
  }

  @AfterAll
  static void bringBack() {
    bringBack(AWAY);
  }

  private static void bringBack(List<String> bundles) {
    server.console("bundle:start org.lumoauth." + String.join(" org.lumoauth.", bundles));
  }

  @Test
  void saysOfNoTokenThatItIsRevokedWhoseModuleDidNotComeBack() {
    assertEquals(503, revoke().status());

    bringBack(List.of(REFRESH));

    revoke().expect(200);
    assertEquals(400, notes.refresh(tokens).status());
  }

  private static Api.Answer revoke() {
    return notes.ask("/oauth/revoke", Map.of("token", tokens.path("refresh_token").asText()));
  }

  /** What a model that did not start has nothing to do with goes on; what it has is not guessed. */
  @Test
  void missesAModelThatDidNotComeBackWhereItMightHaveSpokenAlone() {
    Map<String, Object> question = Map.of("permission", "files.read");

    tenant.admin().get("/admin/users").expect(200);
    assertEquals(503, agent.post("/authz/check", question).status());
    bringBack(List.of(CAPABILITY));
    agent.post("/authz/check", question).expect(200);
  }

  /**
   * Also a client of the organization's own asks, while nobody is there who says that it has to.
   */
  @Test
  void asksForWhatIsAPersonsOwnThoughTheModuleThatSaysSoDidNotComeBack() {
    Browser browser = ada.browser();

    browser.openOnly(own.authorize(own.request(Map.of("scope", "openid connections.read"))));
    assertEquals(200, browser.status(), browser.location());
    browser.openOnly(own.authorize(own.request(Map.of("scope", "openid"))));
    assertTrue(browser.location().contains("code="), browser.location() + browser.text());
  }
}
