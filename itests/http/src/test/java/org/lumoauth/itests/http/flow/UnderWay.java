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
import org.lumoauth.itests.http.fixture.LaterGrants;
import org.lumoauth.itests.http.fixture.Outbox;
import org.lumoauth.itests.http.fixture.RotatedSecret;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Staff;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.itests.http.support.TestMailServer;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * Flows that start before a server restart or a module upgrade, in a tenant of their own. Each flow
 * verifies afterwards that it can be completed or is still refused.
 */
public final class UnderWay {
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

  private final Server server;
  private final Mail mail;
  private final Tenant tenant;
  private final App app;
  private final List<Flow> shortest = new ArrayList<>();
  private final List<Executable> steps = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  public UnderWay(Server server, Mail mail) throws IOException {
    this.server = server;
    this.mail = mail;
    tenant = Tenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
    app =
        App.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("client_secret_basic", "private_key_jwt"),
                "grantTypes",
                List.of(
                    "authorization_code", "refresh_token", "client_credentials", LaterGrants.CIBA),
                "metadata",
                Map.of(
                    "jwks", Map.of("keys", List.of(KEY.jwk())),
                    "post_logout_redirect_uris", List.of(OUT))));
  }

  /**
   * Begins everything but what {@link #beginShortest} does.
   *
   * @param site what the server may ask
   * @param mail what the server sends mail to meanwhile
   */
  public static UnderWay begin(Server server, Site site, TestMailServer mail) throws Exception {
    var begun = new UnderWay(server, address -> mail.awaitTo(address).text());
    var agents = new AgentsUnderWay(server, site, begun);
    List<Flow> flows = new ArrayList<>(agents.all());
    List<Flow> own = begun.all();
    int longer = own.size() - SHORTER;
    flows.addAll(own.subList(0, longer));
    flows.add(agents.approvals::told);
    flows.add(agents.approvals::confirmation);
    begun.add(flows);
    begun.shortest.addAll(own.subList(longer, own.size()));
    begun.shortest.add(agents.aauth::code);
    return begun;
  }

  /** Begins what holds for the shortest time, which is for just before the end of the server. */
  public void beginShortest() throws Exception {
    add(shortest);
  }

  private void add(List<Flow> flows) throws Exception {
    for (Flow flow : flows) {
      steps.add(0, flow.begin());
    }
  }

  /** Has something looked at when all other steps are done. */
  public void last(Executable check) {
    steps.add(check);
  }

  /** Where mail of the server comes. */
  public Mail mail() {
    return mail;
  }

  /** Something could not be tried. */
  public void missed(String what) {
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
  public List<Flow> all() {
    return List.of(
        this::registration,
        this::reset,
        this::askedOnAnotherDevice,
        this::consent,
        this::logoutQuestion,
        this::postedLogout,
        this::registeredClient,
        this::replacedSecret,
        this::clientAssertion,
        this::assertion,
        this::proof,
        this::pushedRequest);
  }

  public Executable pushedRequest() {
    Person person = person().signIn();
    Instant end = Instant.now().plusSeconds(PUSHED_SECONDS);
    String uri =
        app.ask("/oauth/par", app.request(Map.of()))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();
    Map<String, String> request = Map.of("client_id", app.id(), "request_uri", uri);
    return before(
        "a pushed request",
        end,
        () -> {
          redeemed(person.open(app.authorize(request)).goOn());
          person.open(app.authorize(request));
          Map<String, String> again = Query.in(person.browser().location());
          assertEquals("invalid_request_uri", again.get("error"), again.toString());
        });
  }

  public Executable askedOnAnotherDevice() {
    Person person = person().signIn();
    JsonNode asked = LaterGrants.ask(app, person, Map.of());
    return () -> {
      LaterGrants.allow(person);
      fetchedOnce(asked);
    };
  }

  public Executable answeredOnAnotherDevice() {
    Person person = person().signIn();
    JsonNode asked = LaterGrants.ask(app, person, Map.of());
    LaterGrants.allow(person);
    return () -> fetchedOnce(asked);
  }

  private void fetchedOnce(JsonNode asked) {
    Map<String, String> request =
        Map.of("grant_type", LaterGrants.CIBA, "auth_req_id", asked.path("auth_req_id").asText());
    app.token(request).expect(200);
    assertRefused(400, "invalid_grant", app.token(request));
  }

  public Executable consent() {
    Person person = person().signIn().open(app.authorize(app.request(Map.of())));
    assertTrue(person.browser().text().contains("name=\"decision\""), person.browser().text());
    return () -> redeemed(person.goOn());
  }

  private void redeemed(Map<String, String> answer) {
    assertTrue(answer.containsKey("code"), answer.toString());
    app.redeem(answer.get("code")).expect(200);
  }

  public Executable registration() throws Exception {
    String email = UUID.randomUUID() + "@example.com";
    Browser browser = new Browser(server.base()).open(page("register"));
    browser.submit("email", email, "password", NEXT);
    String link = Outbox.link(mail.to(email), "register/confirm");
    return () -> {
      browser.open(link);
      assertSignsIn(email);
    };
  }

  public Executable reset() throws Exception {
    Person person = person();
    person.browser().open(page("forgot-password")).submit("identifier", person.email());
    String link = Outbox.link(mail.to(person.email()), "reset-password");
    return () -> {
      person.browser().open(link).submit("password", NEXT);
      assertSignsIn(person.email());
    };
  }

  private void assertSignsIn(String email) {
    Browser browser = new Browser(server.base()).open(page("login"));
    browser.submit("identifier", email).submit("password", NEXT);
    assertTrue(
        browser.cookies().containsKey("__Host-lumoauth-session." + tenant.slug()), browser.text());
  }

  public Executable logoutQuestion() {
    Browser browser = person().signIn().browser();
    Map<String, String> request =
        Map.of("client_id", app.id(), "post_logout_redirect_uri", OUT, "state", "st");
    browser.openOnly(app.connection().base() + "/oauth/logout?" + Query.of(request));
    return () -> {
      browser.submitOnly("decision", "logout");
      assertEquals(OUT + "?state=st", browser.location(), browser.text());
      assertSignedOut(browser);
    };
  }

  /** The browser was sent to fetch the answer to what it posted, and has not come yet. */
  public Executable postedLogout() {
    Person person = person();
    String hint = person.tokens(app).path("id_token").asText();
    Browser browser = person.browser();
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

  private void assertSignedOut(Browser browser) {
    browser.open(page("account/profile"));
    assertTrue(browser.url().contains("/login"), browser.url());
  }

  /** The servers of a client move over to its new secret, one after the other. */
  public Executable replacedSecret() {
    App robot = App.register(tenant, Map.of("grantTypes", List.of("client_credentials")));
    RotatedSecret secrets = RotatedSecret.of(robot, Map.of("overlapSeconds", 3600));
    return secrets::holdBoth;
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
                Map.of("client_name", "Reports", "redirect_uris", List.of(App.REDIRECT_URI)))
            .expect(201)
            .body();
    String path = "/connect/register/" + made.path("client_id").asText();
    return () ->
        bearer(made.path("registration_access_token").asText()).get(path).expect(200).body();
  }

  private Api bearer(String token) {
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

  private Api.Answer byAssertion(String assertion) {
    return app.connection()
        .form(
            "/oauth/token",
            Query.of(
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
    Tenant own = Tenant.create(server); // it trusts an issuer once
    Staff staff = Staff.trusted(own, List.of(LaterGrants.JWT_BEARER), Map.of());
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
    proven(once).expect(200);
    return before(
        "a proof that was used before",
        Instant.ofEpochSecond(issued + PROOF_WINDOW),
        () -> {
          Api.Answer again = proven(once);
          assertRefused(400, "invalid_dpop_proof", again);
          assertTrue(again.text().contains("The DPoP proof was already used."), again.text());
        });
  }

  private Api.Answer proven(String proof) {
    return app.api().and("DPoP", proof).form("/oauth/token", "grant_type=client_credentials");
  }

  private static void assertRefused(int status, String error, Api.Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals(error, answer.body().path("error").asText(), answer.text());
  }

  /** What ends at a time shows nothing after it; that it came too late is told. */
  public Executable before(String what, Instant end, Executable check) {
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

  private Person person() {
    return Person.create(server, tenant);
  }

  private String page(String name) {
    return "/t/" + tenant.slug() + "/" + name;
  }
}
