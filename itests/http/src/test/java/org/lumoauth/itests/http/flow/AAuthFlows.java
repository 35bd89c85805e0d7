/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Agents that sign requests with independent clients. */
public final class AAuthFlows {
  private static final Path CLIENT = TestServer.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPTS = Path.of("src/test/aauth").toAbsolutePath();
  private static final int SECONDS = 120;

  /** What was asked, and what was given for it, ends by its time. */
  private static final Duration HOLDS = Duration.ofMinutes(10);

  private static final Duration CODE_HOLDS = Duration.ofSeconds(60);

  private final TestServer server;
  private final StubSite site;
  private final InterruptedFlowSuite others;

  /**
   * @param others is told what was not tried
   */
  public AAuthFlows(TestServer server, StubSite site, InterruptedFlowSuite others) {
    this.server = server;
    this.site = site;
    this.others = others;
  }

  /**
   * What this machine can try, but for {@link #unredeemedCode}, which holds for the shortest time.
   */
  public List<InterruptedFlow> all() {
    if (!isNodeInstalled()) {
      return List.of(
          () -> () -> others.recordUntried("what agents sign, as node is not installed"));
    }
    return List.of(this::personServerRequests, this::pendingConsent, this::usedNonceAndTokens);
  }

  private static boolean isNodeInstalled() {
    return NodeScriptRunner.find("node").isPresent()
        || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"));
  }

  /** A nonce that was used, and tokens of the published profile. */
  private Executable usedNonceAndTokens() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    Instant end = Instant.now().plus(HOLDS);
    String kept = node("underway.mjs", "begin", tenant.admin().base(), tenant.key());
    return others.expiringCheck(
        "tokens of AAuth",
        end,
        () -> {
          if (!json(node("underway.mjs", "after", kept)).path("tried").asBoolean()) {
            others.recordUntried("a nonce of AAuth that was used before");
          }
        });
  }

  /** Of the same profile: the person has the question in front of them. */
  private Executable pendingConsent() throws IOException {
    PendingConsent asked = ask();
    return others.expiringCheck(
        "a question of AAuth to a person",
        asked.at().plus(HOLDS),
        () -> redeemedOnce(asked, asked.approve()));
  }

  /** Of the same profile: the person said yes, and the agent has yet to redeem the code. */
  public Executable unredeemedCode() throws IOException {
    if (!isNodeInstalled()) {
      return () -> {}; // which is told with the others
    }
    PendingConsent asked = ask();
    Instant end = Instant.now().plus(CODE_HOLDS);
    String code = asked.approve();
    return others.expiringCheck("a code of AAuth", end, () -> redeemedOnce(asked, code));
  }

  /** What an agent has kept of its question, which a person has in front of them. */
  private record PendingConsent(String kept, TestBrowser browser, Instant at) {

    /** The code that comes of a yes. */
    String approve() {
      browser.submitOnly("decision", "allow");
      return FormParameters.in(browser.location()).get("code");
    }
  }

  private PendingConsent ask() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestBrowser browser = TestPerson.create(server, tenant).signIn().browser();
    Instant at = Instant.now();
    String kept = node("consent.mjs", "ask", tenant.admin().base(), tenant.key());
    browser.openOnly(json(kept).path("authorization_uri").asText());
    browser.open(browser.location());
    return new PendingConsent(kept, browser, at);
  }

  private static void redeemedOnce(PendingConsent asked, String code) throws IOException {
    JsonNode redeemed = json(node("consent.mjs", "redeem", asked.kept(), code));
    assertEquals(200, redeemed.path("status").asInt(), redeemed::toString);
    assertTrue(redeemed.at("/seen/active").asBoolean(), redeemed::toString);
    assertEquals(400, redeemed.path("again").asInt(), redeemed::toString);
  }

  /** Questions to a person of the person server: one waits, others were answered. */
  private Executable personServerRequests() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    JsonNode keys = publishMetadata(site);
    String provider = site.address("");
    Map<String, Object> trusted =
        Map.of("agentProviders", List.of(provider), "resources", List.of(provider));
    tenant.admin().put("/admin/settings/aauthPerson", trusted).expect(200);
    List<String> known =
        List.of(
            keys.path("keys").toString(),
            tenant.admin().base(),
            provider,
            TestPerson.create(server, tenant).email(),
            TestPerson.PASSWORD);
    Instant end = Instant.now().plus(HOLDS);
    String kept = personServerRequests("begin", known);
    return others.expiringCheck(
        "questions of a person server",
        end,
        () -> {
          List<String> more = new ArrayList<>(known);
          more.add(kept);
          personServerRequests("after", more);
        });
  }

  private static String personServerRequests(String step, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(step));
    all.addAll(arguments);
    return node("person-underway.mjs", all.toArray(String[]::new));
  }

  private static JsonNode json(String text) throws IOException {
    return ApiClient.JSON.readTree(text);
  }

  private static String node(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), CLIENT.toString()));
    command.addAll(List.of(arguments));
    return ProcessRunner.run(TestServer.PROJECT, Map.of(), SECONDS, command).trim();
  }

  /**
   * Publishes metadata and new keys of an agent, a resource and a person server at the site, and
   * returns the keys.
   */
  public static JsonNode publishMetadata(StubSite site) throws IOException {
    JsonNode keys = json(node("person.mjs", "keys"));
    String jwks = site.show("/aauth/jwks.json", keys.path("jwks").toString());
    for (String name : List.of("agent", "resource", "person")) {
      site.show(
          "/.well-known/aauth-" + name + ".json",
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "issuer",
                      site.address(""),
                      "name",
                      "The <b>site</b>",
                      "jwks_uri",
                      jwks,
                      "callback_endpoint",
                      site.address("/agent/back"),
                      "localhost_callback_allowed",
                      true)));
    }
    return keys;
  }
}
