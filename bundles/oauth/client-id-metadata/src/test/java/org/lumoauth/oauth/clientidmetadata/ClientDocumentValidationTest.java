/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/** Client documents that are refused. */
class ClientDocumentValidationTest extends ClientDocumentFixture {

  @Test
  void doesNotFollowRedirect() {
    for (int code : List.of(301, 302, 303, 307, 308)) {
      status = code;
      headers.put("location", List.of("https://app.example/other.json"));

      assertEquals("status " + code, refusal());
    }
    assertTrue(asked.stream().allMatch(request -> request.uri().toString().equals(URL)));
  }

  @Test
  void refusesADocumentThatIsTooLarge() {
    document.put("padding", "x".repeat(5 * 1024));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void refusesADocumentOfAnotherClient() {
    for (Object other :
        List.of(
            "https://app.example/other.json",
            "https://APP.example/oauth/client.json",
            "https://app.example:443/oauth/client.json",
            URL + "/",
            URL + "?",
            List.of(URL),
            7)) {
      document.put("client_id", other);

      assertEquals("client_id is not the URL of the document", refusal());
    }
    document.remove("client_id");
    assertEquals("client_id is not the URL of the document", refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/html", "text/json", "application/javascript", "application/jsonp"})
  void rejectsNonJsonContentType(String type) {
    headers.put("content-type", List.of(type));

    assertEquals("the content type is not JSON", refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"x\"", "<html>", "{", "{} {}"})
  void rejectsBodyThatIsNotJsonObject(String text) {
    body = Optional.of(text);

    assertEquals("the document is not a JSON object", refusal());
  }

  @Test
  void rejectsDuplicateMember() {
    String text = json();
    body = Optional.of(text.substring(0, text.length() - 1) + ",\"client_id\":\"" + URL + "\"}");

    assertEquals("the document is not a JSON object", refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "tls_client_auth",
        "magic"
      })
  void rejectsSecretBasedOrUnknownAuthenticationMethods(String method) {
    document.put("token_endpoint_auth_method", method);

    assertEquals("token_endpoint_auth_method is not supported", refusal());
  }

  @Test
  void rejectsPrivateKeyJwtClientWithoutKeys() {
    document.put("token_endpoint_auth_method", "private_key_jwt");

    assertEquals("private_key_jwt requires jwks or jwks_uri", refusal());
  }

  @Test
  void refusesADocumentWithASecret() {
    document.put("client_secret", "s3cret");
    assertEquals("the public document must not contain a secret", refusal());

    document.remove("client_secret");
    document.put("client_secret_expires_at", 0);
    assertEquals("the public document must not contain a secret", refusal());
  }

  @Test
  void acceptsNoClientSecret() {
    find();

    assertFalse(source.verifySecret(ACME, URL, ""));
    assertFalse(source.verifySecret(ACME, URL, "x"));
  }

  @Test
  void acceptsClientWithInlineKeys() {
    Map<String, Object> keys =
        Map.of(
            "keys", List.of(Map.of("kty", "EC", "kid", "1", "crv", "P-256", "x", "AQ", "y", "Ag")));
    document.put("token_endpoint_auth_method", "private_key_jwt");
    document.put("jwks", keys);

    Client client = find().orElseThrow();

    assertTrue(client.confidential());
    assertEquals(Set.of("private_key_jwt"), client.authenticationMethods());
    assertEquals(keys, client.metadata().get("jwks"));
  }

  @Test
  void acceptsUnusableKeyBesideUsableKey() {
    Map<String, Object> small = Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB");
    Map<String, Object> good = Map.of("kty", "EC", "crv", "P-256", "x", "AQ", "y", "Ag");
    document.put("token_endpoint_auth_method", "private_key_jwt");
    document.put("jwks", Map.of("keys", List.of(small, good)));

    assertTrue(find().isPresent());
  }

  @Test
  void rejectsPrivateKeysAndTwoKeySources() {
    document.put("token_endpoint_auth_method", "private_key_jwt");
    document.put("jwks", Map.of("keys", List.of(Map.of("kty", "EC", "d", "x"))));
    assertEquals("jwks is not a set of public keys", refusal());

    document.put("jwks", Map.of("keys", List.of(Map.of("kty", "EC"))));
    assertEquals("jwks is not a set of public keys", refusal());

    document.put("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"))));
    assertEquals("jwks is not a set of public keys", refusal());

    document.put(
        "jwks", Map.of("keys", List.of(Map.of("kty", "EC", "crv", "P-256", "x", "AQ", "y", "Ag"))));
    document.put("jwks_uri", "https://app.example/jwks");
    assertEquals("private_key_jwt requires jwks or jwks_uri", refusal());

    document.remove("jwks");
    document.put("jwks_uri", "http://app.example/jwks");
    assertEquals("jwks_uri is not an https URL", refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/cb",
        "https://*.app.example/cb",
        "https://app.example/cb#x",
        "https://u@app.example/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "/cb",
        "https:/cb",
        "app:cb",
        "http://127.0.0.1.evil.example/cb",
        "https://app.example/../cb",
        "https://app.example/%2e%2e/cb",
        "https://app.example/cb%2f"
      })
  void rejectsInvalidRedirectUri(String uri) {
    document.put("redirect_uris", List.of("https://app.example/cb", uri));

    assertEquals(
        "a redirect URI does not use https, http on a loopback address, or a private-use scheme with a dot",
        refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202eelgooG", "\u200bGoogle", "Google\u2028", "Goo\u3164", "Goo\u0085"})
  void removesInvisibleCharactersFromName(String name) {
    document.put("client_name", name);

    assertTrue(DisplayNameValidator.isVisible(find().orElseThrow().name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\u200b", "\u3164 \u202e"})
  void usesHostIfNameIsBlank(String name) {
    document.put("client_name", name);

    assertEquals("app.example", find().orElseThrow().name());
  }

  @Test
  void refusesADocumentWithoutRedirectUris() {
    document.remove("redirect_uris");

    assertEquals("redirect_uris is required", refusal());
  }

  @Test
  void dropsLoopbackRedirectUrisIfTenantBlocksThem() {
    allow(CimdSettings.LOCALHOST.name(), CimdSettings.BLOCK);

    assertEquals(List.of("https://app.example/cb"), find().orElseThrow().redirectUris());
    document.put("redirect_uris", List.of("http://127.0.0.1/cb"));
    now = now.plus(ClientMetadataFreshnessPolicy.USUAL);
    assertEquals(Optional.empty(), find());
  }
}
