/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.LinkedConnection;
import org.lumoauth.itests.http.fixture.StubTokenProvider;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;

/** Attacks on the way on which people link their accounts. */
class VaultLinkAttacksIT extends VaultTestBase {
  private static final String OVER = "This page has expired";
  private static final String OTHERS = "This sign-in was started in another browser";

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void usesPkceAtTheProvider() throws Exception {
    LinkedConnection files =
        LinkedConnection.userConnection(
            tenant, stub, Map.of("authorization_parameters", Map.of("access_type", "offline")));

    Map<String, String> asked = FormParameters.in(files.startLink(ada));
    files.callbackFromProvider(
        ada, Map.of("code", LinkedConnection.CODE, "state", asked.get("state")));

    assertEquals("code", asked.get("response_type"));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals("offline", asked.get("access_type"));
    assertEquals(files.read().path("redirect_uri").asText(), asked.get("redirect_uri"));
    Map<String, String> redeemed = stub.requests().get(0);
    assertEquals(LinkedConnection.CODE, redeemed.get("code"));
    assertEquals(asked.get("redirect_uri"), redeemed.get("redirect_uri"));
    assertEquals(asked.get("code_challenge"), challenge(redeemed.get("code_verifier")));
    assertFalse(redeemed.containsKey("client_secret"), "it is in the header");
  }

  @Test
  void refusesCallbackOfAnotherUser() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    String state = FormParameters.in(files.startLink(ada)).get("state");
    TestPerson mallory = TestPerson.create(server, tenant).signIn();

    TestBrowser there =
        files.callbackFromProvider(mallory, Map.of("code", LinkedConnection.CODE, "state", state));

    assertRefused(there, OTHERS, "somebody else");
    assertRefused(
        files.callbackFromProvider(
            TestPerson.create(server, tenant),
            Map.of("code", LinkedConnection.CODE, "state", state)),
        OTHERS,
        "nobody is signed in");
    assertEquals(0, stub.requests().size(), "the code goes nowhere");
    assertEquals(
        200,
        files
            .callbackFromProvider(ada, Map.of("code", LinkedConnection.CODE, "state", state))
            .status(),
        "whose it is can still use it");
  }

  @Test
  void acceptsCallbackOnce() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    Map<String, String> answer =
        Map.of(
            "code",
            LinkedConnection.CODE,
            "state",
            FormParameters.in(files.startLink(ada)).get("state"));
    assertEquals(200, files.callbackFromProvider(ada, answer).status());

    assertRefused(files.callbackFromProvider(ada, answer), OVER, "a second time");
    assertEquals(1, stub.requests().size());
  }

  @Test
  void refusesUnknownState() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.startLink(ada);

    assertRefused(
        files.callbackFromProvider(ada, Map.of("code", LinkedConnection.CODE, "state", "made-up")),
        OVER,
        "made up");
    assertRefused(
        files.callbackFromProvider(ada, Map.of("code", LinkedConnection.CODE)), OVER, "no state");
    assertEquals(0, stub.requests().size());
  }

  @Test
  void refusesResponseOfAnotherProvider() {
    LinkedConnection honest =
        LinkedConnection.userConnection(tenant, stub, Map.of("issuer", "https://honest.example"));
    LinkedConnection attacker = LinkedConnection.userConnection(tenant, stub, Map.of());
    String state = FormParameters.in(honest.startLink(ada)).get("state");

    Map<String, String> answer = Map.of("code", LinkedConnection.CODE, "state", state);
    assertRefused(attacker.callbackFromProvider(ada, answer), OVER, "another redirect URI");
    assertRefused(
        honest.callbackFromProvider(
            ada, FormParameters.with(answer, Map.of("iss", "https://evil.example"))),
        OVER,
        "another issuer (RFC 9207)");
    String next = FormParameters.in(honest.startLink(ada)).get("state");
    assertRefused(
        honest.callbackFromProvider(ada, Map.of("code", LinkedConnection.CODE, "state", next)),
        OVER,
        "no issuer where there has to be one");
    assertEquals(0, stub.requests().size());
  }

  @Test
  void refusesCallbackAfterConnectionChange() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    String state = FormParameters.in(files.startLink(ada)).get("state");
    files
        .change(
            Map.of("token_endpoint", stub.address("/token?elsewhere"), "client_secret", "another"))
        .expect(200);

    assertEquals(
        403,
        files
            .callbackFromProvider(ada, Map.of("code", LinkedConnection.CODE, "state", state))
            .status());
    assertEquals(0, stub.requests().size());
  }

  @Test
  void storesNothingAfterDeniedAuthorization() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    String state = FormParameters.in(files.startLink(ada)).get("state");

    TestBrowser there =
        files.callbackFromProvider(ada, Map.of("error", "access_denied", "state", state));

    assertTrue(there.text().contains("because consent was denied at the service"), there.text());
    assertEquals(0, files.grants().size());
  }

  @Test
  void unlinksOnlyByItsOwnForm() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);

    ada.browser().post("/t/" + tenant.slug() + "/account/connections", Map.of("id", files.id()));

    assertEquals(403, ada.browser().status());
    assertTrue(
        ada.browser().text().contains("<h1>This form was not accepted</h1>"), ada.browser().text());
    assertEquals(1, files.grants().size());
  }

  @Test
  void refusesInternalProviderAddress() {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
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
        assertEquals(endpoint, refusedField(LinkedConnection.register(tenant, fresh)), address);
      }
    }
    assertEquals(
        "authorization_endpoint",
        refusedField(
            files.change(
                Map.of(
                    "authorization_endpoint", "javascript:alert(1)", "client_secret", "another"))));
    assertEquals(stub.address("/token"), files.read().path("token_endpoint").asText());
  }

  private static String refusedField(ApiClient.Answer answer) {
    return answer.expect(422).body().at("/details/field").asText();
  }

  @Test
  void dropsSecretAndTokensOnEndpointChange() throws Exception {
    LinkedConnection files = LinkedConnection.userConnection(tenant, stub, Map.of());
    files.link(ada);
    try (StubTokenProvider elsewhere = new StubTokenProvider()) {
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
      ConditionPoller.until(
          "both tokens are revoked there", SOON, () -> stub.revocations().size() == 2);
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

  private static void assertRefused(TestBrowser browser, String heading, String what) {
    assertEquals(403, browser.status(), what);
    assertTrue(browser.text().contains("<h1>" + heading + "</h1>"), what + ": " + browser.text());
  }
}
