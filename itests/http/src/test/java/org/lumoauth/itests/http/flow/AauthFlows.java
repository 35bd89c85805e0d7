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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Command;
import org.lumoauth.itests.http.support.NodeScripts;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/** Agents that sign requests with independent clients. */
public final class AauthFlows {
  private static final Path CLIENT = Server.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPTS = Path.of("src/test/aauth").toAbsolutePath();
  private static final int SECONDS = 120;

  /** What was asked, and what was given for it, ends by its time. */
  private static final Duration HOLDS = Duration.ofMinutes(10);

  private static final Duration CODE_HOLDS = Duration.ofSeconds(60);

  private final Server server;
  private final Site site;
  private final UnderWay others;

  /**
   * @param others is told what was not tried
   */
  public AauthFlows(Server server, Site site, UnderWay others) {
    this.server = server;
    this.site = site;
    this.others = others;
  }

  /** What this machine can try, but for {@link #code}, which holds for the shortest time. */
  public List<Flow> all() {
    if (!canSign()) {
      return List.of(() -> () -> others.missed("what agents sign, as node is not installed"));
    }
    return List.of(this::person, this::consent, this::profile);
  }

  private static boolean canSign() {
    return NodeScripts.find("node").isPresent()
        || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"));
  }

  /** A nonce that was used, and tokens of the published profile. */
  private Executable profile() throws IOException {
    Tenant tenant = Tenant.create(server);
    Instant end = Instant.now().plus(HOLDS);
    String kept = node("underway.mjs", "begin", tenant.admin().base(), tenant.key());
    return others.before(
        "tokens of AAuth",
        end,
        () -> {
          if (!json(node("underway.mjs", "after", kept)).path("tried").asBoolean()) {
            others.missed("a nonce of AAuth that was used before");
          }
        });
  }

  /** Of the same profile: the person has the question in front of them. */
  private Executable consent() throws IOException {
    Asked asked = ask();
    return others.before(
        "a question of AAuth to a person",
        asked.at().plus(HOLDS),
        () -> redeemedOnce(asked, asked.allowed()));
  }

  /** Of the same profile: the person said yes, and the agent has yet to redeem the code. */
  public Executable code() throws IOException {
    if (!canSign()) {
      return () -> {}; // which is told with the others
    }
    Asked asked = ask();
    Instant end = Instant.now().plus(CODE_HOLDS);
    String code = asked.allowed();
    return others.before("a code of AAuth", end, () -> redeemedOnce(asked, code));
  }

  /** What an agent has kept of its question, which a person has in front of them. */
  private record Asked(String kept, Browser browser, Instant at) {

    /** The code that comes of a yes. */
    String allowed() {
      browser.submitOnly("decision", "allow");
      return Query.in(browser.location()).get("code");
    }
  }

  private Asked ask() throws IOException {
    Tenant tenant = Tenant.create(server);
    Browser browser = Person.create(server, tenant).signIn().browser();
    Instant at = Instant.now();
    String kept = node("consent.mjs", "ask", tenant.admin().base(), tenant.key());
    browser.openOnly(json(kept).path("authorization_uri").asText());
    browser.open(browser.location());
    return new Asked(kept, browser, at);
  }

  private static void redeemedOnce(Asked asked, String code) throws IOException {
    JsonNode redeemed = json(node("consent.mjs", "redeem", asked.kept(), code));
    assertEquals(200, redeemed.path("status").asInt(), redeemed::toString);
    assertTrue(redeemed.at("/seen/active").asBoolean(), redeemed::toString);
    assertEquals(400, redeemed.path("again").asInt(), redeemed::toString);
  }

  /** Questions to a person of the person server: one waits, others were answered. */
  private Executable person() throws IOException {
    Tenant tenant = Tenant.create(server);
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
            Person.create(server, tenant).email(),
            Person.PASSWORD);
    Instant end = Instant.now().plus(HOLDS);
    String kept = person("begin", known);
    return others.before(
        "questions of a person server",
        end,
        () -> {
          List<String> more = new ArrayList<>(known);
          more.add(kept);
          person("after", more);
        });
  }

  private static String person(String step, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(step));
    all.addAll(arguments);
    return node("person-underway.mjs", all.toArray(String[]::new));
  }

  private static JsonNode json(String text) throws IOException {
    return Api.JSON.readTree(text);
  }

  private static String node(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), CLIENT.toString()));
    command.addAll(List.of(arguments));
    return Command.run(Server.PROJECT, Map.of(), SECONDS, command).trim();
  }

  /**
   * Publishes metadata and new keys of an agent, a resource and a person server at the site, and
   * returns the keys.
   */
  public static JsonNode publishMetadata(Site site) throws IOException {
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
