/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerDefinition;
import org.lumoauth.testkit.builder.TestJwtSigner;

class TrustedIssuerRequestParserTest {

  private static final Map<String, Object> KEYS =
      Map.of("keys", List.of(TestJwtSigner.es256("k1").jwk()));

  @Test
  void defaultsToNoClientsAndNoScopes() {
    TrustedIssuerDefinition made =
        TrustedIssuerRequestParser.create(Map.of("issuer", "https://i.example", "jwks", KEYS));

    assertEquals(List.of(), made.clients());
    assertEquals(List.of(), made.scopes());
    assertEquals(TrustedIssuerDefinition.LINKED, made.subjectMapping());
    assertEquals("https://i.example", made.name());
  }

  @Test
  void parsesItsOwnRepresentation() {
    TrustedIssuerDefinition made =
        TrustedIssuerRequestParser.create(
            Map.of(
                "issuer",
                "https://i.example",
                "jwksUri",
                "https://i.example/jwks?v=2",
                "subjectMapping",
                "email",
                "emailDomains",
                List.of("example.com"),
                "scopes",
                List.of("documents.read"),
                "maxLifetime",
                60));

    assertEquals(made, TrustedIssuerRequestParser.create(TrustedIssuerRequestParser.of(made)));
  }

  @Test
  void resetsMembersWithNull() {
    TrustedIssuerDefinition made =
        TrustedIssuerRequestParser.create(
            Map.of(
                "issuer",
                "https://i.example",
                "jwks",
                KEYS,
                "subjectMapping",
                "user_id",
                "maxLifetime",
                60));
    Map<String, Object> change = new HashMap<>();
    change.put("subjectMapping", null);
    change.put("maxLifetime", null);

    TrustedIssuerDefinition changed = TrustedIssuerRequestParser.change(made, change);

    assertEquals(TrustedIssuerDefinition.LINKED, changed.subjectMapping());
    assertEquals(3_600, changed.maxLifetimeSeconds());
  }

  @Test
  void switchesBetweenJwksAndJwksUri() {
    TrustedIssuerDefinition byValue =
        TrustedIssuerRequestParser.create(Map.of("issuer", "https://i.example", "jwks", KEYS));
    TrustedIssuerDefinition byAddress =
        TrustedIssuerRequestParser.change(byValue, Map.of("jwksUri", "https://i.example/jwks"));

    assertEquals(Map.of(), byAddress.jwks());
    assertEquals("", TrustedIssuerRequestParser.change(byAddress, Map.of("jwks", KEYS)).jwksUri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://i.example",
        "i.example",
        "https://user@i.example",
        "https://i.example#f",
        "https://i.example?q",
        "cli_01J",
        "javascript:alert(1)",
        " "
      })
  void rejectsIssuerThatIsNotHttpsUrl(String issuer) {
    refuses("issuer", "issuer", issuer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1/jwks", "file:///etc/passwd", "ftp://i.example/", "x"})
  void rejectsJwksUriThatIsNotHttpsUrl(String address) {
    var body = body();
    body.remove("jwks");
    body.put("jwksUri", address);

    assertEquals("jwksUri", refusal(body));
  }

  @Test
  void rejectsMissingPrivateOrAmbiguousKeys() {
    refuses("jwks", "jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
    refuses("jwks", "jwks", Map.of("keys", List.of(Map.of("kty", "EC", "d", "AAAA"))));
    refuses("jwks", "jwks", Map.of("keys", List.of()));
    refuses("jwks", "jwks", "x");
    var both = body();
    both.put("jwksUri", "https://i.example/jwks");
    assertEquals("jwks", refusal(both));
    var none = body();
    none.remove("jwks");
    assertEquals("jwks", refusal(none));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "HS512", "es256", "RSA1_5", "dir"})
  void rejectsUnsafeAlgorithms(String algorithm) {
    refuses("algorithms", "algorithms", List.of("ES256", algorithm));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "admin:write",
        "admin:users:read",
        "users.write",
        "settings.manage",
        "authz:check"
      })
  void rejectsAdministrationScopes(String scope) {
    refuses("scopes", "scopes", List.of("documents.read", scope));
  }

  @Test
  void rejectsMissingOrInvalidEmailDomains() {
    refuses("emailDomains", "subjectMapping", "email");
    refuses("emailDomains", "emailDomains", List.of("Example.com"));
    refuses("emailDomains", "emailDomains", List.of("*"));
    refuses("emailDomains", "emailDomains", List.of("com"));
  }

  @Test
  void rejectsUnknownOrInvalidMembers() {
    refuses("subjectMapping", "subjectMapping", "create");
    refuses("secret", "secret", "x");
    refuses("maxLifetime", "maxLifetime", 59);
    refuses("maxLifetime", "maxLifetime", 86_401);
    refuses("maxLifetime", "maxLifetime", "600");
    refuses("clients", "clients", List.of(""));
    refuses("enabled", "enabled", "yes");
  }

  private static void refuses(String field, String member, Object value) {
    var body = body();
    body.put(member, value);

    assertEquals(field, refusal(body));
  }

  private static Object refusal(Map<String, Object> body) {
    var problem = assertThrows(ApiException.class, () -> TrustedIssuerRequestParser.create(body));
    assertEquals(422, problem.status());
    return problem.details().get("field");
  }

  private static Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    body.put("issuer", "https://i.example");
    body.put("jwks", KEYS);
    return body;
  }
}
