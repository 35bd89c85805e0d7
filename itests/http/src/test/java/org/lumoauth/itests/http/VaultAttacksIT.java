package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers that misbehave, and people and agents who want what is not theirs. */
@ExtendWith(Shared.class)
class VaultAttacksIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Server server;
  private static Tenant tenant;
  private static Tenant other;

  private StubProvider stub;
  private Person ada;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    other = Tenant.create(server);
    tenant
        .admin()
        .patch("/admin/settings/connections", Map.of("provider_timeout_seconds", 1))
        .expect(200);
  }

  @BeforeEach
  void open() throws IOException {
    stub = new StubProvider();
    ada = Person.create(server, tenant).signIn();
  }

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void goesToTheProviderWithProofOfPossessionOfTheCode() throws Exception {
    Linked files =
        Linked.ofUsers(
            tenant, stub, Map.of("authorization_parameters", Map.of("access_type", "offline")));

    Map<String, String> asked = Query.in(files.begin(ada));
    files.comeBack(ada, Map.of("code", Linked.CODE, "state", asked.get("state")));

    assertEquals("code", asked.get("response_type"));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals("offline", asked.get("access_type"));
    assertEquals(files.shown().path("redirect_uri").asText(), asked.get("redirect_uri"));
    Map<String, String> redeemed = stub.requests().get(0);
    assertEquals(Linked.CODE, redeemed.get("code"));
    assertEquals(asked.get("redirect_uri"), redeemed.get("redirect_uri"));
    assertEquals(asked.get("code_challenge"), challenge(redeemed.get("code_verifier")));
    assertFalse(redeemed.containsKey("client_secret"), "it is in the header");
  }

  @Test
  void takesNoCallbackOfAnotherUser() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    String state = Query.in(files.begin(ada)).get("state");
    Person mallory = Person.create(server, tenant).signIn();

    Browser there = files.comeBack(mallory, Map.of("code", Linked.CODE, "state", state));

    assertEquals(403, there.status());
    assertEquals(
        403,
        files
            .comeBack(Person.create(server, tenant), Map.of("code", Linked.CODE, "state", state))
            .status(),
        "nobody is signed in");
    assertEquals(0, stub.requests().size(), "the code goes nowhere");
    assertEquals(
        200,
        files.comeBack(ada, Map.of("code", Linked.CODE, "state", state)).status(),
        "whose it is can still use it");
  }

  @Test
  void takesACallbackOnce() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    Map<String, String> answer =
        Map.of("code", Linked.CODE, "state", Query.in(files.begin(ada)).get("state"));
    assertEquals(200, files.comeBack(ada, answer).status());

    assertEquals(403, files.comeBack(ada, answer).status());
    assertEquals(1, stub.requests().size());
  }

  @Test
  void takesNoStateThatItDidNotMake() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.begin(ada);

    assertEquals(
        403, files.comeBack(ada, Map.of("code", Linked.CODE, "state", "made-up")).status());
    assertEquals(403, files.comeBack(ada, Map.of("code", Linked.CODE)).status());
    assertEquals(0, stub.requests().size());
  }

  @Test
  void takesNoAnswerOfAnotherProviderForThisOnes() {
    Linked honest = Linked.ofUsers(tenant, stub, Map.of("issuer", "https://honest.example"));
    Linked attacker = Linked.ofUsers(tenant, stub, Map.of());
    String state = Query.in(honest.begin(ada)).get("state");

    Map<String, String> answer = Map.of("code", Linked.CODE, "state", state);
    assertEquals(403, attacker.comeBack(ada, answer).status(), "another redirect URI");
    assertEquals(
        403,
        honest.comeBack(ada, Query.with(answer, Map.of("iss", "https://evil.example"))).status(),
        "another issuer (RFC 9207)");
    String next = Query.in(honest.begin(ada)).get("state");
    assertEquals(
        403,
        honest.comeBack(ada, Map.of("code", Linked.CODE, "state", next)).status(),
        "no issuer where there has to be one");
    assertEquals(0, stub.requests().size());
  }

  @Test
  void takesNoCallbackForAConnectionThatWasMovedMeanwhile() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    String state = Query.in(files.begin(ada)).get("state");
    files
        .change(
            Map.of("token_endpoint", stub.address("/token?elsewhere"), "client_secret", "another"))
        .expect(200);

    assertEquals(403, files.comeBack(ada, Map.of("code", Linked.CODE, "state", state)).status());
    assertEquals(0, stub.requests().size());
  }

  @Test
  void keepsNothingOfAnAuthorizationThatWasDenied() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    String state = Query.in(files.begin(ada)).get("state");

    Browser there = files.comeBack(ada, Map.of("error", "access_denied", "state", state));

    assertTrue(there.text().contains("you did not agree there"), there.text());
    assertEquals(0, files.grants().size());
  }

  @Test
  void unlinksByTheFormOfItsOwnPageAlone() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);

    ada.browser().post("/t/" + tenant.slug() + "/account/connections", Map.of("id", files.id()));

    assertEquals(403, ada.browser().status());
    assertEquals(1, files.grants().size());
  }

  @Test
  void asksNoAddressInside() {
    Linked inside =
        Linked.registered(
            tenant,
            Map.of(
                "grant_mode", "client_credentials",
                "token_endpoint", "https://169.254.169.254/latest/meta-data"));

    JsonNode refusal =
        refused(409, "refresh_failed", inside.token(Linked.agent(tenant).authenticated()));

    assertEquals("address_refused", refusal.at("/details/provider_error").asText());
    for (String address :
        List.of("file:///etc/passwd", "https://u:p@a.example/", "ftp://a.example/", "x")) {
      inside.change(Map.of("token_endpoint", address, "client_secret", "another")).expect(422);
    }
    inside
        .change(Map.of("authorization_endpoint", "javascript:alert(1)", "client_secret", "another"))
        .expect(422);
  }

  @Test
  void movesNeitherSecretNorTokensToAnotherEndpoint() throws Exception {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    try (StubProvider elsewhere = new StubProvider()) {
      files.change(Map.of("token_endpoint", elsewhere.address("/token"))).expect(422);
      files.change(Map.of("revocation_endpoint", elsewhere.address("/revoke"))).expect(422);

      files
          .change(
              Map.of(
                  "token_endpoint",
                  elsewhere.address("/token"),
                  "revocation_endpoint",
                  elsewhere.address("/revoke"),
                  "client_secret",
                  "another"))
          .expect(200);

      assertEquals(0, files.grants().size(), "they were of the other party");
      Await.until("both tokens are revoked there", SOON, () -> stub.revocations().size() == 2);
      assertEquals(List.of(), elsewhere.requests());
      assertEquals(List.of(), elsewhere.revocations());
    }
  }

  @Test
  void givesAnAgentNothingThatIsForAnother() {
    Tenant.Agent mine = Linked.agent(tenant);
    Tenant.Agent stranger = Linked.agent(tenant);
    Linked files = Linked.machine(tenant, stub, Map.of("agent_ids", List.of(mine.id())));

    refused(403, "agent_not_allowed", files.token(stranger.authenticated()));
    assertFalse(
        stranger
            .authenticated()
            .get("/agents/me/connections")
            .expect(200)
            .text()
            .contains(files.id()));
    files.token(mine.authenticated()).expect(200);
    assertEquals(1, stub.requests().size());
  }

  @Test
  void givesNothingWithoutTheCapability() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Tenant.Agent without =
        tenant.agent("Reader " + System.nanoTime(), List.of("documents.read"), List.of());
    Tenant.Agent with =
        tenant.agent(
            "Courier " + System.nanoTime(),
            List.of(Linked.CAPABILITY, "documents.read"),
            List.of());
    String narrow =
        with.api()
            .with("Authorization", with.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=documents.read")
            .expect(200)
            .body()
            .path("access_token")
            .asText();

    refused(403, "agent_not_allowed", files.token(without.authenticated()));
    refused(
        403,
        "agent_not_allowed",
        files.token(tenant.admin().with("Authorization", "Bearer " + narrow)));
    refused(403, "agent_token_required", files.token(tenant.admin()));
    assertEquals(0, stub.requests().size());
  }

  @Test
  void givesNothingOfAUserWhoDidNotLetTheAgent() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Api api = agent.authenticated();

    JsonNode refusal = refused(403, "delegation_not_allowed", files.token(api, ada));
    assertTrue(
        refusal.at("/details/consent_url").asText().contains(agent.id()), refusal.toString());
    refused(400, "invalid_user_id", files.token(api));
    refused(400, "invalid_user_id", api.post(files.tokenPath(), Map.of("user_id", "' or 1=1")));
    refused(
        403, "delegation_not_allowed", api.post(files.tokenPath(), Map.of("user_id", "usr_none")));
    assertEquals(422, api.post(files.tokenPath(), Map.of("refresh_token", true)).status());
    Tenant.Agent alone =
        tenant.agent("Alone " + System.nanoTime(), List.of(Linked.CAPABILITY), List.of());
    refused(403, "delegation_not_permitted", files.token(alone.authenticated(), ada));
    Linked.consent(ada, agent);
    files.token(api, ada).expect(200);
  }

  @Test
  void keepsTenantsApart() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Tenant.Agent stranger = Linked.agent(other);

    assertEquals(
        404, stranger.authenticated().send("POST", files.tokenPath(), null, null).status());
    assertEquals(
        403,
        tenant
            .admin()
            .with("Authorization", "Bearer " + stranger.token())
            .send("POST", files.tokenPath(), null, null)
            .status());
    assertEquals(404, other.admin().get(files.path("")).status());
    assertEquals(404, other.admin().delete(files.path("")).status());
    assertEquals(0, stub.requests().size());
  }

  @Test
  void givesNothingByAConnectionThatIsDisabled() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    files.change(Map.of("status", "disabled")).expect(200);

    refused(403, "connection_disabled", files.token(Linked.agent(tenant).authenticated()));
  }

  @Test
  void renewsOnceForManyWhoAskAtTheSameTime() throws Exception {
    stub.behaves(stub.gives(0));
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);
    Api api = agent.authenticated();
    CountDownLatch all = new CountDownLatch(6);
    stub.behaves(stub.gives(3_600));

    Set<String> tokens = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<String>> asked = new ArrayList<>();
      Callable<String> ask =
          () -> {
            all.countDown();
            all.await();
            return files.token(api, ada).expect(200).body().path("access_token").asText();
          };
      for (int i = 0; i < 6; i++) {
        asked.add(threads.submit(ask));
      }
      for (Future<String> each : asked) {
        tokens.add(each.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(1, tokens.size(), tokens.toString());
    assertEquals(2, stub.requests().size(), "the code, and one refresh");
    assertEquals("stub-refresh-1", stub.requests().get(1).get("refresh_token"));
  }

  @Test
  void usesTheRefreshTokenThatCameLast() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);

    files.refresh().expect(200);
    files.refresh().expect(200);

    assertEquals("stub-refresh-1", stub.requests().get(1).get("refresh_token"));
    assertEquals("stub-refresh-2", stub.requests().get(2).get("refresh_token"));
  }

  @Test
  void saysThatTheUserHasToLinkAgainWhereTheProviderEndedIt() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);
    stub.behaves(StubProvider.says(400, StubProvider.JSON, "{\"error\":\"invalid_grant\"}"));
    refused(409, "grant_revoked", files.refresh());
    stub.behaves(stub.gives(3_600));

    JsonNode refusal = refused(409, "grant_revoked", files.token(agent.authenticated(), ada));

    String url = refusal.at("/details/connect_url").asText();
    assertTrue(url.endsWith("/connections/" + files.id() + "/authorize"), refusal.toString());
    assertEquals("revoked", files.grants().at("/0/status").asText());
    assertEquals(2, stub.requests().size(), "it is not asked in vain again");
    files.link(ada);
    files.token(agent.authenticated(), ada).expect(200);
  }

  @Test
  void saysThatThereIsNothingToRenewATokenBy() {
    stub.behaves(
        StubProvider.says(
            200,
            StubProvider.JSON,
            "{\"access_token\":\"once\",\"token_type\":\"Bearer\",\"expires_in\":0}"));
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    Linked.consent(ada, agent);

    refused(409, "grant_expired", files.token(agent.authenticated(), ada));
  }

  @Test
  void outlastsAProviderThatIsOutOfOrder() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();
    String error = "{\"error\":\"temporarily_unavailable\"}";

    stub.behaves(stub.hangs());
    unavailable(files.token(api));
    stub.behaves(StubProvider.says(500, "text/html", "<h1>Oops</h1>"));
    unavailable(files.token(api));
    stub.behaves(StubProvider.says(503, StubProvider.JSON, error));
    unavailable(files.token(api));
    stub.behaves(StubProvider.says(200, StubProvider.JSON, "x".repeat(1_000_000)));
    unavailable(files.token(api));
    stub.behaves(stub.gives(3_600));

    files.token(api).expect(200);
  }

  @Test
  void passesOnNothingThatIsNoAnswer() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();

    for (String body :
        List.of(
            "<html>Sign in</html>",
            "[]",
            "{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
            "{\"access_token\":\"a\"}",
            "{\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
            "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":-1}",
            "{\"access_token\":\"a\",\"token_type\":\"Bearer\"} {}")) {
      stub.behaves(StubProvider.says(200, StubProvider.JSON, body));
      JsonNode refusal = refused(409, "refresh_failed", files.token(api));
      assertEquals("not_understood", refusal.at("/details/provider_error").asText(), body);
    }
    stub.behaves(
        StubProvider.says(
            401,
            StubProvider.JSON,
            "{\"error\":\"invalid_client\",\"error_description\":\"psst\"}"));
    JsonNode refusal = refused(409, "refresh_failed", files.token(api));
    assertEquals("invalid_client", refusal.at("/details/provider_error").asText());
    assertFalse(refusal.toString().contains("psst"));
  }

  @Test
  void givesAWorkingTokenOnWhileTheProviderIsOutOfOrder() {
    Linked files = Linked.machine(tenant, stub, Map.of());
    Api api = Linked.agent(tenant).authenticated();
    files.token(api).expect(200);
    stub.behaves(stub.hangs());

    unavailable(files.refresh());
    files.token(api).expect(200);
  }

  @Test
  void limitsHowOftenAnAgentAsks() throws IOException {
    Tenant small = Tenant.create(server);
    small
        .admin()
        .patch("/admin/settings/connections", Map.of("retrievals_per_minute", 2))
        .expect(200);
    Linked files = Linked.machine(small, stub, Map.of());
    Api api = Linked.agent(small).authenticated();
    files.token(api).expect(200);
    files.token(api).expect(200);

    Api.Answer third = files.token(api);

    refused(429, "rate_limited", third);
    assertTrue(third.response().headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void recordsEveryRetrievalAndTellsNobodyTheTokens() throws Exception {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);
    Tenant.Agent agent = Linked.agent(tenant);
    refused(403, "delegation_not_allowed", files.token(agent.authenticated(), ada));
    Linked.consent(ada, agent);
    files.token(agent.authenticated(), ada).expect(200);
    files.refresh().expect(200);

    String audit = tenant.admin().get("/admin/audit-logs?limit=100").expect(200).text();

    assertTrue(audit.contains("connection.token_retrieved"), audit);
    assertTrue(audit.contains("connection.linked"), audit);
    String everything =
        audit
            + files.shown()
            + files.grants()
            + tenant.admin().get("/admin/connections").expect(200).text()
            + server.logs();
    for (String secret : List.of("stub-access-", "stub-refresh-", Linked.SECRET, Linked.CODE)) {
      assertFalse(everything.contains(secret), secret);
    }
  }

  /** RFC 7636 section 4.2. */
  private static String challenge(String verifier) throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static void unavailable(Api.Answer answer) {
    refused(503, "provider_unavailable", answer);
    assertTrue(answer.response().headers().firstValue("Retry-After").isPresent());
  }

  private static JsonNode refused(int status, String code, Api.Answer answer) {
    JsonNode body = answer.expect(status).body();
    assertEquals(code, body.path("code").asText(), body.toString());
    return body;
  }
}
