/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;

class ClientMetadataValidatorTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("jwks_uri", "http://keys.example.com/jwks"),
        Arguments.of("initiate_login_uri", "http://app.example.com/login"),
        Arguments.of("initiate_login_uri", "http://127.0.0.1:8080/login"),
        Arguments.of("initiate_login_uri", "http://localhost/login"),
        Arguments.of("jwks_uri", "https://user@keys.example.com/jwks"),
        Arguments.of("backchannel_logout_uri", "/relative"),
        Arguments.of("backchannel_logout_uri", "https://app.example.com/logout#part"),
        Arguments.of("frontchannel_logout_uri", "https://app.example.com/frame#part"),
        Arguments.of("id_token_signed_response_alg", "none"),
        Arguments.of("id_token_signed_response_alg", "HS256"),
        Arguments.of("id_token_signed_response_alg", "EdDSA"),
        Arguments.of("token_endpoint_auth_signing_alg", "none"),
        Arguments.of("subject_type", "secret"),
        Arguments.of("default_max_age", -1),
        Arguments.of("default_max_age", "60"),
        Arguments.of("dpop_bound_access_tokens", "true"),
        Arguments.of("post_logout_redirect_uris", List.of("javascript:alert(1)")),
        Arguments.of("request_uris", List.of("ftp://example.com/x")),
        Arguments.of("response_types", List.of("token")),
        Arguments.of("jwks", Map.of("keys", List.of())),
        Arguments.of("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "d", "secret")))),
        Arguments.of("jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "n", 1e300)))),
        Arguments.of("token_exchange_impersonation", "true"),
        Arguments.of("token_exchange_sources", "*"),
        Arguments.of("token_exchange_audiences", List.of(7)),
        Arguments.of("token_exchange_scope", List.of("documents.read", "admin:users:read")),
        Arguments.of("token_exchange_scope", List.of("two words")),
        Arguments.of("never_heard_of", "x"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void reportsRejectedMember(String name, Object value) {
    var problem =
        assertThrows(ApiException.class, () -> ClientMetadataValidator.check(Map.of(name, value)));

    assertTrue(problem.details().toString().contains("metadata." + name), name);
  }

  @Test
  void returnsAcceptedMetadataUnchanged() {
    Map<String, Object> sent =
        Map.of(
            "client_uri",
            "https://app.example.com/",
            "jwks",
            Map.of("keys", List.of(Map.of("kty", "EC", "crv", "P-256", "x", "AQ", "y", "Ag"))),
            "refresh_token_without_offline_access",
            true,
            "default_max_age",
            300,
            "token_exchange_impersonation",
            true,
            "token_exchange_sources",
            List.of("*"),
            "token_exchange_audiences",
            List.of("https://pay.example.com", "payments"),
            "token_exchange_scope",
            List.of("documents.read"));

    assertEquals(sent, ClientMetadataValidator.check(sent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_endpoint_auth_signing_alg", "request_object_signing_alg"})
  void acceptsEveryAdvertisedSigningAlgorithm(String name) {
    for (String algorithm :
        List.of("ES512", "PS384", "PS512", "RS384", "RS512", "ES256", "Ed25519", "EdDSA")) {
      assertEquals(Map.of(name, algorithm), ClientMetadataValidator.check(Map.of(name, algorithm)));
    }
  }

  @Test
  void acceptsLoopbackJwksUri() {
    Map<String, Object> sent = Map.of("jwks_uri", "http://127.0.0.1:9000/jwks");

    assertEquals(sent, ClientMetadataValidator.check(sent));
  }

  @Test
  void requiresNotificationEndpointForPingAndPush() {
    for (String mode : List.of("ping", "push")) {
      assertRefused(
          "metadata.backchannel_client_notification_endpoint",
          client(true, Map.of("backchannel_token_delivery_mode", mode)));
    }
  }

  @Test
  void requiresJwksForSignedBackchannelRequests() {
    assertRefused(
        "metadata.jwks",
        client(true, Map.of("backchannel_authentication_request_signing_alg", "ES256")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_token", "userinfo", "authorization"})
  void requiresAlgorithmAndJwksForEncryptedResponses(String what) {
    String algorithm = what + "_encrypted_response_alg";

    assertRefused(
        "metadata." + algorithm,
        client(true, Map.of(what + "_encrypted_response_enc", "A256GCM", "jwks", Map.of())));
    assertRefused("metadata.jwks", client(true, Map.of(algorithm, "ECDH-ES")));
  }

  @Test
  void rejectsCibaGrantForPublicClient() {
    assertRefused("grantTypes", client(false, Map.of()));
  }

  @Test
  void acceptsPollModeClientWithoutMetadata() {
    assertDoesNotThrow(() -> ClientMetadataConsistencyValidator.require(client(true, Map.of())));
  }

  @Test
  void requiresExactlyOneSubjectNameForTlsClientAuth() { // RFC 8705 section 2.1.2
    assertRefused("metadata.tls_client_auth_subject_dn", tls(Map.of()));
    assertRefused(
        "metadata.tls_client_auth_san_dns",
        tls(
            Map.of(
                "tls_client_auth_subject_dn", "CN=a",
                "tls_client_auth_san_dns", "a.example.com")));
    assertRefused(
        "metadata.tls_client_auth_subject_dn",
        tls(Map.of("tls_client_auth_subject_dn", "not a dn")));
    assertRefused(
        "metadata.tls_client_auth_san_ip", tls(Map.of("tls_client_auth_san_ip", "host.example")));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void acceptsAnySingleSubjectNameForTlsClientAuth(String member, String name) {
    assertDoesNotThrow(() -> ClientMetadataConsistencyValidator.require(tls(Map.of(member, name))));
  }

  static Stream<Arguments> subjects() {
    return Stream.of(
        Arguments.of("tls_client_auth_subject_dn", "CN=notes,O=Fern"),
        Arguments.of("tls_client_auth_san_dns", "notes.example.com"),
        Arguments.of("tls_client_auth_san_uri", "spiffe://example.com/notes"),
        Arguments.of("tls_client_auth_san_ip", "2001:db8::1"),
        Arguments.of("tls_client_auth_san_ip", "192.0.2.1"),
        Arguments.of("tls_client_auth_san_email", "notes@example.com"));
  }

  @Test
  void requiresJwksForSelfSignedTlsClientAuth() { // RFC 8705 section 2.2.2
    var client = client(List.of("self_signed_tls_client_auth"), Map.of());

    assertRefused("metadata.jwks", client);
    assertDoesNotThrow(
        () ->
            ClientMetadataConsistencyValidator.require(
                client(
                    List.of("self_signed_tls_client_auth"),
                    Map.of("jwks_uri", "https://notes.example.com/keys"))));
  }

  private static RegisteredClientSettings tls(Map<String, Object> metadata) {
    return client(List.of("tls_client_auth"), metadata);
  }

  private static void assertRefused(String member, RegisteredClientSettings client) {
    var problem =
        assertThrows(ApiException.class, () -> ClientMetadataConsistencyValidator.require(client));

    assertTrue(problem.details().toString().contains(member), problem.details().toString());
  }

  private static RegisteredClientSettings client(
      boolean confidential, Map<String, Object> metadata) {
    return client(confidential, List.of(confidential ? "client_secret_basic" : "none"), metadata);
  }

  private static RegisteredClientSettings client(
      List<String> methods, Map<String, Object> metadata) {
    return client(true, methods, metadata);
  }

  private static RegisteredClientSettings client(
      boolean confidential, List<String> methods, Map<String, Object> metadata) {
    return new RegisteredClientSettings(
        "Call centre",
        confidential,
        true,
        true,
        "web",
        List.of("urn:openid:params:grant-type:ciba"),
        List.of("openid"),
        methods,
        List.of(),
        List.of(),
        3_600,
        3_600,
        metadata);
  }
}
