package org.lumoauth.itests.http.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.Linked;
import org.lumoauth.itests.http.fixture.StubProvider;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;

/** Attacks on the way on which people link their accounts. */
class VaultLinkAttacksIT extends VaultSetting {
  private static final String OVER = "This page has expired";
  private static final String OTHERS = "This sign-in was started in another browser";

  private static final Duration SOON = Duration.ofSeconds(30);

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

    assertRefused(there, OTHERS, "somebody else");
    assertRefused(
        files.comeBack(Person.create(server, tenant), Map.of("code", Linked.CODE, "state", state)),
        OTHERS,
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

    assertRefused(files.comeBack(ada, answer), OVER, "a second time");
    assertEquals(1, stub.requests().size());
  }

  @Test
  void takesNoStateThatItDidNotMake() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.begin(ada);

    assertRefused(
        files.comeBack(ada, Map.of("code", Linked.CODE, "state", "made-up")), OVER, "made up");
    assertRefused(files.comeBack(ada, Map.of("code", Linked.CODE)), OVER, "no state");
    assertEquals(0, stub.requests().size());
  }

  @Test
  void takesNoAnswerOfAnotherProviderForThisOnes() {
    Linked honest = Linked.ofUsers(tenant, stub, Map.of("issuer", "https://honest.example"));
    Linked attacker = Linked.ofUsers(tenant, stub, Map.of());
    String state = Query.in(honest.begin(ada)).get("state");

    Map<String, String> answer = Map.of("code", Linked.CODE, "state", state);
    assertRefused(attacker.comeBack(ada, answer), OVER, "another redirect URI");
    assertRefused(
        honest.comeBack(ada, Query.with(answer, Map.of("iss", "https://evil.example"))),
        OVER,
        "another issuer (RFC 9207)");
    String next = Query.in(honest.begin(ada)).get("state");
    assertRefused(
        honest.comeBack(ada, Map.of("code", Linked.CODE, "state", next)),
        OVER,
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

    assertTrue(there.text().contains("because consent was denied at the service"), there.text());
    assertEquals(0, files.grants().size());
  }

  @Test
  void unlinksByTheFormOfItsOwnPageAlone() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    files.link(ada);

    ada.browser().post("/t/" + tenant.slug() + "/account/connections", Map.of("id", files.id()));

    assertEquals(403, ada.browser().status());
    assertTrue(
        ada.browser().text().contains("<h1>This form was not accepted</h1>"), ada.browser().text());
    assertEquals(1, files.grants().size());
  }

  @Test
  void keepsNoAddressInside() {
    Linked files = Linked.ofUsers(tenant, stub, Map.of());
    for (String endpoint : List.of("token_endpoint", "revocation_endpoint")) {
      for (String address :
          List.of(
              "https://169.254.169.254/latest/meta-data",
              "https://10.0.0.1/token",
              "https://[fd00::1]/token",
              "https://[::ffff:169.254.169.254]/token",
              "https://2130706434/token",
              "http://8.8.8.8/token",
              "file:///etc/passwd",
              "https://u:p@a.example/",
              "ftp://a.example/",
              "x")) {
        Map<String, Object> moved = Map.of(endpoint, address, "client_secret", "another");
        assertEquals(endpoint, refusedField(files.change(moved)), address);
        Map<String, Object> fresh =
            new HashMap<>(
                Map.of(
                    "name", "Files",
                    "provider", "files",
                    "grant_mode", "client_credentials",
                    "client_id", "lumo",
                    "client_secret", "s3cret",
                    "token_endpoint", stub.address("/token")));
        fresh.put(endpoint, address);
        assertEquals(endpoint, refusedField(Linked.register(tenant, fresh)), address);
      }
    }
    assertEquals(
        "authorization_endpoint",
        refusedField(
            files.change(
                Map.of(
                    "authorization_endpoint", "javascript:alert(1)", "client_secret", "another"))));
    assertEquals(stub.address("/token"), files.shown().path("token_endpoint").asText());
  }

  private static String refusedField(Api.Answer answer) {
    return answer.expect(422).body().at("/details/field").asText();
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

  /** RFC 7636 section 4.2. */
  private static String challenge(String verifier) throws GeneralSecurityException {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  private static void assertRefused(Browser browser, String heading, String what) {
    assertEquals(403, browser.status(), what);
    assertTrue(browser.text().contains("<h1>" + heading + "</h1>"), what + ": " + browser.text());
  }
}
