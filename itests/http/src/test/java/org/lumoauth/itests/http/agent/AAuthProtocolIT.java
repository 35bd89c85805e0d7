/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.flow.AAuthFlows;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Agents and resources that sign requests with an independent client. */
@ExtendWith(DefaultServerExtension.class)
class AAuthProtocolIT {
  private static final Path CLIENT = TestServer.PROJECT.resolve("examples/aauth/aauth.mjs");
  private static final Path SCRIPTS = Path.of("src/test/aauth").toAbsolutePath();
  private static final int SECONDS = 120;

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
    assumeTrue(
        NodeScriptRunner.find("node").isPresent()
            || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER")),
        "node is not installed: the test was skipped.");
  }

  @TestFactory
  Stream<DynamicTest> independentClientSignsAllRequests(StubSite site) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    return runScriptCases(
        "cases.mjs",
        node(
            "cases.mjs",
            tenant.admin().base(),
            tenant.key(),
            site.keyStore().toString(),
            site.password()));
  }

  /** Runs a script that prints one line per case. A script that stops early fails the test. */
  private static Stream<DynamicTest> runScriptCases(String script, String said) throws IOException {
    List<String> results = said.lines().toList();
    long cases;
    try (Stream<String> lines = Files.lines(SCRIPTS.resolve(script))) {
      cases = lines.filter(line -> line.startsWith("await check(")).count();
    }
    assertTrue(cases > 0 && results.size() >= cases, cases + " cases: " + results);
    return results.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.replaceFirst("^\\w+ ", "").replaceFirst(":.*", ""),
                    () -> assertTrue(line.startsWith("ok "), line)));
  }

  /** The key is that of RFC 8037 appendix A.2. */
  @Test
  void registersAnAgentOfEachKindOnceAndRejectsInvalidOnes() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    Map<String, Object> key =
        Map.of(
            "kty", "OKP",
            "crv", "Ed25519",
            "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    Map<String, Object> wanted =
        Map.of(
            "identifier", "https://once.example",
            "jwks", Map.of("keys", List.of(key)),
            "scopes", List.of("mail.read"));

    JsonNode made = tenant.admin().post("/admin/aauth/agents", wanted).expect(201).data();
    String agent = "/admin/agents/" + made.path("agentId").asText();
    tenant.admin().post("/admin/aauth/agents", wanted).expect(409);
    tenant
        .admin()
        .patch("/admin/aauth/agents/" + made.path("id").asText(), Map.of("agentId", ""))
        .expect(422);

    assertEquals(1, tenant.admin().get("/admin/agents").expect(200).data().size());
    assertEquals("aauth", tenant.admin().get(agent).data().path("identityType").asText());
    tenant.admin().post(agent + "/rotate-credentials", Map.of()).expect(400);
  }

  /** The site provides the metadata of an external agent provider, resource and person server. */
  @TestFactory
  Stream<DynamicTest> independentClientUsesThePersonServer(StubSite site) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant);
    JsonNode keys = AAuthFlows.publishMetadata(site);
    String base = site.address("");
    tenant
        .admin()
        .put(
            "/admin/settings/aauthPerson",
            Map.of(
                "agentProviders", List.of(base),
                "resources", List.of(base),
                "personServers", List.of(base),
                "accessScopes", List.of("data.read")))
        .expect(200);
    return runScriptCases(
        "person.mjs",
        node(
            "person.mjs",
            "cases",
            keys.path("keys").toString(),
            tenant.admin().base(),
            base,
            person.email(),
            TestPerson.PASSWORD,
            tenant.key()));
  }

  /** Access servers and resources that the script starts, with the key of the site. */
  @TestFactory
  Stream<DynamicTest> personServerUsesIndependentServers(StubSite site) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant, Map.of("emailVerified", true));
    JsonNode keys = AAuthFlows.publishMetadata(site);
    return runScriptCases(
        "person-others.mjs",
        node(
            "person-others.mjs",
            keys.path("keys").toString(),
            tenant.admin().base(),
            site.address(""),
            person.email(),
            TestPerson.PASSWORD,
            tenant.key(),
            site.keyStore().toString(),
            site.password(),
            server.data().resolve("outbox").toString()));
  }

  /** Markup in the agent's name must be displayed as text. */
  @Test
  void aPersonConsentsOnAPage() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant).signIn();
    JsonNode asked = ask(tenant);
    TestBrowser browser = person.browser();

    openPage(browser, asked);
    assertEquals(200, browser.status(), browser.text());
    assertTrue(browser.text().contains("Read your mail"), browser.text());
    assertTrue(browser.text().contains("&lt;b&gt;Agent"), browser.text());
    assertFalse(browser.text().contains("<b>Agent"), browser.text());
    assertTrue(browser.text().contains("Ada Lovelace"), browser.text());
    assertTrue(browser.text().contains("Access lasts at most 365 days."), browser.text());
    browser.submitOnly("decision", "allow");
    assertEquals(303, browser.status(), browser.text());
    assertTrue(browser.location().startsWith("https://agent.example/cb?code="));
    String code = FormParameters.in(browser.location()).get("code");

    JsonNode redeemed = redeem(asked, code);
    assertEquals(200, redeemed.path("status").asInt(), redeemed.toString());
    assertEquals(person.id(), redeemed.path("seen").path("sub").asText());
    assertTrue(redeemed.path("seen").path("active").asBoolean());
    assertEquals(400, redeemed.path("again").asInt(), "a code is redeemed once");
    assertFalse(redeemed.path("after").path("active").asBoolean(), "code reuse revokes its tokens");
  }

  @Test
  void rejectsDenialAndConsentByAnotherUser() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant).signIn();
    JsonNode asked = ask(tenant);
    TestBrowser browser = person.browser();

    openPage(browser, asked);
    Map<String, String> form = browser.hidden();
    browser.post(
        "/t/" + tenant.slug() + "/portal/aauth/authorize",
        Map.of("request_token", form.get("request_token"), "decision", "allow"));
    assertEquals(403, browser.status(), "without the form's token");
    TestPerson other = TestPerson.create(server, tenant).signIn();
    other
        .browser()
        .post(
            "/t/" + tenant.slug() + "/portal/aauth/authorize",
            Map.of(
                "request_token", form.get("request_token"),
                "form_token", form.get("form_token"),
                "decision", "allow"));
    assertEquals(403, other.browser().status(), "with the token of another's form");

    openPage(browser, asked);
    browser.submitOnly("decision", "deny");
    assertTrue(browser.location().contains("error=access_denied"), browser.location());
    openPage(browser, asked);
    assertEquals(400, browser.status(), "a request is decided once");
  }

  @Test
  void warnsAtConsentIfAnAgentNameResemblesAClientName() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant).signIn();
    TestApplication.register(tenant, Map.of("name", "PayPal"));

    openPage(person.browser(), ask(tenant, "authorized", "", "PayPaI")); // with a capital I

    String page = person.browser().text();
    assertTrue(page.contains("looks like the name of another app or of this organization"), page);
  }

  @Test
  void requiresUserPresenceEachTimeIfTheResourceDemandsIt() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant).signIn();
    TestBrowser browser = person.browser();
    JsonNode asked = ask(tenant, "user");

    openPage(browser, asked);
    assertFalse(browser.text().contains("Read your mail"), "an earlier session is not sufficient");
    answerSignIn(person);
    assertTrue(browser.text().contains("Read your mail"), browser.text());
    browser.submitOnly("decision", "allow");
    JsonNode redeemed = redeem(asked, FormParameters.in(browser.location()).get("code"));

    assertEquals(200, redeemed.path("status").asInt(), redeemed.toString());
    assertTrue(redeemed.path("seen").path("active").asBoolean());
    assertFalse(redeemed.path("refreshable").asBoolean(), "the user must be present");
    openPage(browser, ask(tenant, "user", asked.toString()));
    assertFalse(browser.text().contains("Read your mail"), "not even immediately afterwards");
  }

  /** Completes all steps of the sign-in page. */
  private static void answerSignIn(TestPerson person) {
    TestBrowser browser = person.browser();
    if (browser.text().contains("name=\"identifier\"")) {
      browser.submit("identifier", person.email());
    }
    browser.submit("password", TestPerson.PASSWORD);
  }

  @Test
  void documentationExamplesWork() throws IOException {
    TestTenant tenant = TestTenant.create(server);

    DocumentationExamples.run(
        "how-to/sign-requests-with-aauth.md",
        Map.of("API", tenant.admin().base(), "ADMIN", tenant.key()));
  }

  /** The way to the page is a 302, as the published contract has it. */
  private static void openPage(TestBrowser browser, JsonNode asked) {
    String address = asked.path("authorization_uri").asText();
    assertTrue(address.contains("/api/v1/aauth/agent/auth?"), address);
    browser.openOnly(address);
    assertEquals(302, browser.status(), browser.text());
    browser.open(browser.location());
  }

  private JsonNode ask(TestTenant tenant, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("ask", tenant.admin().base(), tenant.key()));
    arguments.addAll(List.of(more));
    return json(node("consent.mjs", arguments.toArray(String[]::new)));
  }

  private JsonNode redeem(JsonNode asked, String code) throws IOException {
    return json(node("consent.mjs", "redeem", asked.toString(), code));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static String node(String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString(), CLIENT.toString()));
    command.addAll(List.of(arguments));
    return ProcessRunner.run(TestServer.PROJECT, Map.of(), SECONDS, command);
  }
}
