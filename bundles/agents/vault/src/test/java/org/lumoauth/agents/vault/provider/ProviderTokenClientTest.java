/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.StubProviderHttpClient.form;
import static org.lumoauth.agents.vault.VaultBundleFixture.ACME;
import static org.lumoauth.agents.vault.VaultBundleFixture.ADMIN;
import static org.lumoauth.agents.vault.VaultBundleFixture.SECRET;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.vault.StubProviderHttpClient;
import org.lumoauth.agents.vault.VaultBundleFixture;
import org.lumoauth.agents.vault.provider.ProviderTokenException.Kind;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ProviderTokenClientTest {

  private final TestDatabase database = TestDatabase.inMemory();
  private final VaultBundleFixture room = new VaultBundleFixture(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void authenticatesWithBasicHeader() throws ProviderTokenException {
    room.requests.refresh(ACME, room.connection(), "r");

    var sent = room.provider.sent().get(0);
    String pair = "lumo:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    assertEquals(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)),
        sent.headers().get("Authorization"));
    assertEquals(Map.of("grant_type", "refresh_token", "refresh_token", "r"), form(sent));
  }

  @Test
  void authenticatesInBodyOrAsPublicClient() throws ProviderTokenException {
    room.requests.refresh(
        ACME, room.connection("token_endpoint_auth_method", "client_secret_post"), "r");
    room.requests.refresh(
        ACME, room.connection("token_endpoint_auth_method", "none", "client_secret", ""), "r");

    var post = room.provider.sent().get(0);
    assertEquals(SECRET, form(post).get("client_secret"));
    assertEquals("lumo", form(post).get("client_id"));
    assertFalse(post.headers().containsKey("Authorization"));
    var none = room.provider.sent().get(1);
    assertEquals("lumo", form(none).get("client_id"));
    assertFalse(form(none).containsKey("client_secret"));
  }

  @Test
  void redeemsCodeWithVerifierAndResource() throws ProviderTokenException {
    var connection = room.connection("resource", "https://api.files.example");

    room.requests.redeem(ACME, connection, "c", URI.create("https://us.example/cb"), "v");

    assertEquals(
        Map.of(
            "grant_type", "authorization_code",
            "code", "c",
            "redirect_uri", "https://us.example/cb",
            "code_verifier", "v",
            "resource", "https://api.files.example"),
        form(room.provider.sent().get(0)));
  }

  @Test
  void parsesTokenResponse() throws ProviderTokenException {
    room.provider.behaves(
        StubProviderHttpClient.says(
            200,
            """
            {"access_token":"a","token_type":"BEARER","expires_in":"60","scope":"x  y",
             "id_token":"ignored"}"""));

    var tokens = room.requests.requestClientCredentials(ACME, room.machine());

    assertEquals(
        new ProviderTokens(
            "a",
            Optional.empty(),
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(List.of("x", "y"))),
        tokens);
    assertEquals("Tokens", tokens.toString());
  }

  @Test
  void distinguishesTemporaryFromPermanentFailures() {
    assertEquals(Kind.UNAVAILABLE, kind(StubProviderHttpClient.silent(false)));
    assertEquals(Kind.REFUSED, kind(StubProviderHttpClient.silent(true)));
    assertEquals(
        Kind.UNAVAILABLE, kind(StubProviderHttpClient.says(500, "{\"error\":\"invalid_grant\"}")));
    assertEquals(Kind.UNAVAILABLE, kind(StubProviderHttpClient.says(429, "")));
    assertEquals(
        Kind.ENDED, kind(StubProviderHttpClient.says(400, "{\"error\":\"invalid_grant\"}")));
    assertEquals(
        Kind.REFUSED, kind(StubProviderHttpClient.says(400, "{\"error\":\"invalid_client\"}")));
    assertEquals(Kind.REFUSED, kind(StubProviderHttpClient.says(302, "")));
    assertEquals(Kind.REFUSED, kind(StubProviderHttpClient.says(200, "")));
  }

  @Test
  void omitsProviderTextFromErrors() {
    room.provider.behaves(
        StubProviderHttpClient.says(
            400,
            """
            {"error":"token stub-secret is wrong","access_token":"s"}"""));

    var failure =
        assertThrows(
            ProviderTokenException.class,
            () -> room.requests.requestClientCredentials(ACME, room.machine()));

    assertEquals("not_understood", failure.code());
    assertFalse(failure.toString().contains("stub-secret"));
  }

  @Test
  void sendsNoSecretAfterConnectionChanged() {
    var read = room.machine();
    room.connections.change(
        ACME,
        read.id(),
        Map.of("token_endpoint", "https://b.example/t", "client_secret", "new"),
        ADMIN);

    var failure =
        assertThrows(
            ProviderTokenException.class, () -> room.requests.requestClientCredentials(ACME, read));

    assertEquals(Kind.UNAVAILABLE, failure.kind());
    assertTrue(room.provider.sent().isEmpty());
  }

  private Kind kind(StubProviderHttpClient.Behaviour how) {
    room.provider.behaves(how);
    return assertThrows(
            ProviderTokenException.class,
            () -> room.requests.requestClientCredentials(ACME, room.machine()))
        .kind();
  }
}
