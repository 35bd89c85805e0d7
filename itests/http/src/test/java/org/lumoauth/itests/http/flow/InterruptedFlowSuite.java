/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.AssertionGrantSteps;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.fixture.RotatedClientSecret;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestMailServer;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Flows that start before a server restart or a module upgrade, in a tenant of their own. Each flow
 * verifies afterwards that it can be completed or is still refused.
 */
public final class InterruptedFlowSuite {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String OUT = "https://app.example.com/out";
  private static final String NEXT = "mauve otter lamp 17";

  /** How many of {@link #all} hold for a shorter time than a confirmation, and need no mail. */
  private static final int SHORTER = 2;

  private static final long PUSHED_SECONDS = 90;
  private static final long PROOF_WINDOW = 60;
  private static final long AHEAD = 50;

  /** Where mail of the server comes. */
  public interface Mail {
    /** The text of a message to somebody, as soon as it is there. */
    String to(String address) throws Exception;
  }

  private final TestServer server;
  private final Mail mail;
  private final TestTenant tenant;
  private final TestApplication app;
  private final List<InterruptedFlow> shortest = new ArrayList<>();
  private final List<Executable> steps = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  public InterruptedFlowSuite(TestServer server, Mail mail) throws IOException {
    this.server = server;
    this.mail = mail;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
    app =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("client_secret_basic", "private_key_jwt"),
                "grantTypes",
                List.of(
                    "authorization_code",
                    "refresh_token",
                    "client_credentials",
                    AssertionGrantSteps.CIBA),
                "metadata",
                Map.of(
                    "jwks", Map.of("keys", List.of(KEY.jwk())),
                    "post_logout_redirect_uris", List.of(OUT))));
  }

  /**
   * Begins everything but what {@link #startShortest} does.
   *
   * @param site what the server may ask
   * @param mail what the server sends mail to meanwhile
   */
  public static InterruptedFlowSuite start(TestServer server, StubSite site, TestMailServer mail)
      throws Exception {
    var begun = new InterruptedFlowSuite(server, address -> mail.awaitTo(address).text());
    var agents = new AgentFlowSuite(server, site, begun);
    List<InterruptedFlow> flows = new ArrayList<>(agents.all());
    List<InterruptedFlow> own = begun.all();
    int longer = own.size() - SHORTER;
    flows.addAll(own.subList(0, longer));
    flows.add(agents.approvals::retriedAgentCallback);
    flows.add(agents.approvals::confirmation);
    begun.add(flows);
    begun.shortest.addAll(own.subList(longer, own.size()));
    begun.shortest.add(agents.aauth::unredeemedCode);
    return begun;
  }

  /** Begins what holds for the shortest time, which is for just before the end of the server. */
  public void startShortest() throws Exception {
    add(shortest);
  }

  private void add(List<InterruptedFlow> flows) throws Exception {
    for (InterruptedFlow flow : flows) {
      steps.add(0, flow.begin());
    }
  }

  /** Has something looked at when all other steps are done. */
  public void checkLast(Executable check) {
    steps.add(check);
  }

  /** Where mail of the server comes. */
  public Mail mail() {
    return mail;
  }

  /** Something could not be tried. */
  public void recordUntried(String what) {
    missed.add(what);
  }

  /** What is to be done after it started again, first what holds for the shortest time. */
  public List<Executable> steps() {
    return steps;
  }

  /**
   * Shows the test as skipped where something was not tried, as when the machine took so long that
   * it had ended by its time.
   */
  public void requireAllTried() {
    List<String> late = List.copyOf(missed);
    missed.clear(); // the next one is asked for what it missed itself
    assumeTrue(late.isEmpty(), () -> "Not tried, or too late: " + late);
  }

  /** All of them, the ones that hold for the shortest time last. */
  public List<InterruptedFlow> all() {
    return List.of(
        this::registration,
        this::passwordReset,
        this::pendingBackchannelRequest,
        this::consent,
        this::logoutConfirmation,
        this::postedLogout,
        this::registeredClient,
        this::rotatedSecret,
        this::clientAssertion,
        this::assertion,
        this::proof,
        this::pushedRequest);
  }

  public Executable pushedRequest() {
    TestPerson person = person().signIn();
    Instant end = Instant.now().plusSeconds(PUSHED_SECONDS);
    String uri =
        app.ask("/oauth/par", app.request(Map.of()))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    Map<String, String> request = Map.of("client_id", app.id(), "request_uri", uri);
    return expiringCheck(
        "a pushed request",
        end,
        () -> {
          redeemed(person.open(app.authorize(request)).answerUntilRedirect());
          person.open(app.authorize(request));
          Map<String, String> again = FormParameters.in(person.browser().location());
          assertEquals("invalid_request_uri", again.get("error"), again.toString());
        });
  }

  public Executable pendingBackchannelRequest() {
    TestPerson person = person().signIn();
    JsonNode asked = AssertionGrantSteps.ask(app, person, Map.of());
    return () -> {
      AssertionGrantSteps.allow(person);
      fetchedOnce(asked);
    };
  }

  public Executable approvedBackchannelRequest() {
    TestPerson person = person().signIn();
    JsonNode asked = AssertionGrantSteps.ask(app, person, Map.of());
    AssertionGrantSteps.allow(person);
    return () -> fetchedOnce(asked);
  }

  private void fetchedOnce(JsonNode asked) {
    Map<String, String> request =
        Map.of(
            "grant_type",
            AssertionGrantSteps.CIBA,
            "auth_req_id",
            asked.path("auth_req_id").asText());
    app.token(request).expect(200);
    assertRefused(400, "invalid_grant", app.token(request));
  }

  public Executable consent() {
    TestPerson person = person().signIn().open(app.authorize(app.request(Map.of())));
    assertTrue(person.browser().text().contains("name=\"decision\""), person.browser().text());
    return () -> redeemed(person.answerUntilRedirect());
  }

  private void redeemed(Map<String, String> answer) {
    assertTrue(answer.containsKey("code"), answer.toString());
    app.redeem(answer.get("code")).expect(200);
  }

  public Executable registration() throws Exception {
    String email = UUID.randomUUID() + "@example.com";
    TestBrowser browser = new TestBrowser(server.base()).open(page("register"));
    browser.submit("email", email, "password", NEXT);
    String link = MailOutboxReader.link(mail.to(email), "register/confirm");
    return () -> {
      browser.open(link);
      assertSignsIn(email);
    };
  }

  public Executable passwordReset() throws Exception {
    TestPerson person = person();
    person.browser().open(page("forgot-password")).submit("identifier", person.email());
    String link = MailOutboxReader.link(mail.to(person.email()), "reset-password");
    return () -> {
      person.browser().open(link).submit("password", NEXT);
      assertSignsIn(person.email());
    };
  }

  private void assertSignsIn(String email) {
    TestBrowser browser = new TestBrowser(server.base()).open(page("login"));
    browser.submit("identifier", email).submit("password", NEXT);
    assertTrue(
        browser.cookies().containsKey("__Host-lumoauth-session." + tenant.slug()), browser.text());
  }

  public Executable logoutConfirmation() {
    TestBrowser browser = person().signIn().browser();
    Map<String, String> request =
        Map.of("client_id", app.id(), "post_logout_redirect_uri", OUT, "state", "st");
    browser.openOnly(app.connection().base() + "/oauth/logout?" + FormParameters.of(request));
    return () -> {
      browser.submitOnly("decision", "logout");
      assertEquals(OUT + "?state=st", browser.location(), browser.text());
      assertSignedOut(browser);
    };
  }

  /** The browser was sent to fetch the answer to what it posted, and has not come yet. */
  public Executable postedLogout() {
    TestPerson person = person();
    String hint = person.tokens(app).path("id_token").asText();
    TestBrowser browser = person.browser();
    browser.post(
        page("api/v1/oauth/logout"),
        Map.of("id_token_hint", hint, "post_logout_redirect_uri", OUT));
    String next = browser.location();
    return () -> {
      browser.openOnly(next);
      assertEquals(OUT, browser.location(), browser.text());
      assertSignedOut(browser);
    };
  }

  private void assertSignedOut(TestBrowser browser) {
    browser.open(page("account/profile"));
    assertTrue(browser.url().contains("/login"), browser.url());
  }

  /** The servers of a client move over to its new secret, one after the other. */
  public Executable rotatedSecret() {
    TestApplication robot =
        TestApplication.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
    RotatedClientSecret secrets = RotatedClientSecret.rotate(robot, Map.of("overlapSeconds", 3600));
    return secrets::requireBothValid;
  }

  /** A client that registered itself goes on to manage itself (RFC 7592). */
  public Executable registeredClient() {
    String key =
        tenant
            .admin()
            .post(
                "/admin/api-keys",
                Map.of("name", "Registrar", "scopes", List.of("admin:clients:register")))
            .expect(201)
            .data()
            .path("key")
            .asText();
    JsonNode made =
        bearer(key)
            .post(
                "/connect/register",
                Map.of(
                    "client_name",
                    "Reports",
                    "redirect_uris",
                    List.of(TestApplication.REDIRECT_URI)))
            .expect(201)
            .body();
    String path = "/connect/register/" + made.path("client_id").asText();
    return () ->
        bearer(made.path("registration_access_token").asText()).get(path).expect(200).body();
  }

  private ApiClient bearer(String token) {
    return tenant.admin().with("Authorization", "Bearer " + token);
  }

  public Executable clientAssertion() {
    String once = clientAssertion(UUID.randomUUID());
    byAssertion(once).expect(200);
    return () -> {
      assertRefused(401, "invalid_client", byAssertion(once));
      byAssertion(clientAssertion(UUID.randomUUID())).expect(200);
    };
  }

  private String clientAssertion(UUID id) {
    long now = Instant.now().getEpochSecond();
    return KEY.sign(
        Map.of(
            "iss", app.id(),
            "sub", app.id(),
            "aud", app.connection().base(),
            "iat", now,
            "exp", now + 500,
            "jti", id.toString()));
  }

  private ApiClient.Answer byAssertion(String assertion) {
    return app.connection()
        .form(
            "/oauth/token",
            FormParameters.of(
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    app.id(),
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    assertion)));
  }

  public Executable assertion() throws IOException {
    TestTenant own = TestTenant.create(server); // it trusts an issuer once
    TrustedIssuerFixture staff =
        TrustedIssuerFixture.trusted(own, List.of(AssertionGrantSteps.JWT_BEARER), Map.of());
    String once = staff.assertion();
    staff.bring(once).expect(200);
    return () -> {
      assertRefused(400, "invalid_grant", staff.bring(once));
      staff.bring(staff.assertion()).expect(200);
    };
  }

  /** Of a clock that runs ahead, as far as that is taken, so that it is of now for longer. */
  public Executable proof() {
    long issued = Instant.now().getEpochSecond() + AHEAD;
    String once =
        KEY.sign(
            Map.of("typ", "dpop+jwt", "jwk", KEY.material()),
            Map.of(
                "htm",
                "POST",
                "htu",
                app.connection().base() + "/oauth/token",
                "iat",
                issued,
                "jti",
                UUID.randomUUID().toString()));
    requestWithProof(once).expect(200);
    return expiringCheck(
        "a proof that was used before",
        Instant.ofEpochSecond(issued + PROOF_WINDOW),
        () -> {
          ApiClient.Answer again = requestWithProof(once);
          assertRefused(400, "invalid_dpop_proof", again);
          assertTrue(again.text().contains("The DPoP proof was already used."), again.text());
        });
  }

  private ApiClient.Answer requestWithProof(String proof) {
    return app.api().and("DPoP", proof).form("/oauth/token", "grant_type=client_credentials");
  }

  private static void assertRefused(int status, String error, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals(error, answer.body().path("error").asText(), answer.text());
  }

  /** What ends at a time shows nothing after it; that it came too late is told. */
  public Executable expiringCheck(String what, Instant end, Executable check) {
    return () -> {
      try {
        check.execute();
      } catch (AssertionError | RuntimeException failed) {
        if (Instant.now().isBefore(end)) {
          throw failed;
        }
        missed.add(what);
      }
    };
  }

  private TestPerson person() {
    return TestPerson.create(server, tenant);
  }

  private String page(String name) {
    return "/t/" + tenant.slug() + "/" + name;
  }
}
