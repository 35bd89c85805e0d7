/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Notices of revoked tokens are delivered even if the server crashes before the delivery. */
@ExtendWith(RestartServerExtension.class)
class AAuthRevocationNoticeIT {
  private static final Path CLIENT = TestServer.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPTS = Path.of("src/test/aauth").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 120;

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger refused = new AtomicInteger();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile boolean away = true;

  @Test
  void deliversRevocationNoticeAfterServerCrash(TestServer server, StubSite site) throws Exception {
    assumeTrue(
        NodeScriptRunner.find("node").isPresent()
            || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER")),
        "node is not installed: the test was skipped.");
    JsonNode token = revokedAgentToken(site, server);
    ConditionPoller.until(
        "the first delivery to the resource failed", PATIENCE, () -> refused.get() > 0);
    server.kill();
    away = false;
    server.up();

    String body = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(body, "no revocation notice was delivered");
    JsonNode said = mapper.readTree(body);
    assertEquals(token.path("jti"), said.path("jti"));
    assertEquals(token.path("exp"), said.path("exp"));
  }

  /** Returns an agent's token that its user has revoked. */
  private JsonNode revokedAgentToken(StubSite site, TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant);
    JsonNode keys = mapper.readTree(node("person.mjs", "keys"));
    String base = site.address("");
    site.answer("/aauth/revoke", this::receiveNotice);
    String jwks = site.show("/aauth/jwks.json", keys.path("jwks").toString());
    for (String name : List.of("agent", "resource")) {
      site.show(
          "/.well-known/aauth-" + name + ".json",
          mapper.writeValueAsString(
              Map.of(
                  "issuer", base,
                  "jwks_uri", jwks,
                  "revocation_endpoint", site.address("/aauth/revoke"))));
    }
    tenant
        .admin()
        .put(
            "/admin/settings/aauthPerson",
            Map.of("agentProviders", List.of(base), "resources", List.of(base)))
        .expect(200);
    String api = tenant.admin().base();
    String token =
        node(
            "person-once.mjs",
            keys.path("keys").toString(),
            api,
            base,
            person.email(),
            TestPerson.PASSWORD);
    JsonNode agents = tenant.admin().get("/admin/aauth-person/agents").expect(200).data();
    tenant
        .admin()
        .delete("/admin/aauth-person/agents/" + agents.get(0).path("id").asText())
        .expect(200);
    return mapper.readTree(token);
  }

  private void receiveNotice(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (away) {
      exchange.sendResponseHeaders(503, -1);
      refused.incrementAndGet();
    } else {
      exchange.sendResponseHeaders(200, -1);
      told.add(body);
    }
  }

  private static String node(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), CLIENT.toString()));
    command.addAll(List.of(arguments));
    return ProcessRunner.run(TestServer.PROJECT, Map.of(), SECONDS, command);
  }
}
