/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;

class SignedIntrospectionWriterTest {
  private static final TenantContext ACME = aTenant().build();
  private static final Map<String, Object> ACTIVE = Map.of("active", true, "sub", "usr_1");

  private SigningAlgorithm used;
  private Object header;
  private String payload;
  private final SignedIntrospectionWriter signed =
      new SignedIntrospectionWriter(
          keys(), InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)));

  @Test
  void signsResponseWithIssuerAudienceAndTime() throws Exception {
    signed.jwt(ACME, aClient().withId("rs").build(), ACTIVE);

    assertEquals(
        Map.of(
            "iss",
            ACME.issuer(),
            "aud",
            "rs",
            "iat",
            1_800_000_000L,
            "token_introspection",
            ACTIVE),
        JSONObjectUtils.parse(payload));
    assertEquals(Map.of("typ", "token-introspection+jwt"), header);
  }

  @Test
  void signsWithRegisteredAlgorithm() {
    var client = aClient().with("introspection_signed_response_alg", "PS256").build();

    signed.jwt(ACME, client, ACTIVE);

    assertEquals(SigningAlgorithm.PS256, used);
  }

  @Test
  void signsWithRs256ByDefault() {
    signed.jwt(ACME, aClient().build(), ACTIVE);

    assertEquals(SigningAlgorithm.RS256, used);
  }

  @Test
  void rejectsAlgorithmNone() {
    var client = aClient().with("introspection_signed_response_alg", "none").build();

    assertThrows(OAuthException.class, () -> signed.jwt(ACME, client, ACTIVE));
  }

  @Test
  void isRequestedOnlyByMatchingAcceptHeader() {
    assertTrue(
        SignedIntrospectionWriter.isRequested("application/token-introspection+jwt, */*;q=0.1"));
    assertFalse(SignedIntrospectionWriter.isRequested("application/json"));
    assertFalse(SignedIntrospectionWriter.isRequested("*/*"));
    assertFalse(SignedIntrospectionWriter.isRequested(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/token-introspection+jwt;q=0",
        "application/json, application/token-introspection+jwt; q=0.000",
        "application/json, application/token-introspection+jwt;q=0.9",
        "application/token-introspection+jwt;q=0.5, application/*;q=0.6",
        "application/token-introspection+jwt;q=0.5, */*",
        "application/token-introspection+jwts",
        "text/application/token-introspection+jwt",
        ",;",
        ""
      })
  void isNotRequestedWithLowerQuality(String accept) {
    assertFalse(SignedIntrospectionWriter.isRequested(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/Token-Introspection+JWT",
        "application/json;q=0.5, application/token-introspection+jwt;q=0.8",
        "application/json, application/token-introspection+jwt",
        "application/token-introspection+jwt; charset=utf-8 ; Q=1.0, */*"
      })
  void isRequestedWithEqualOrHigherQuality(String accept) {
    assertTrue(SignedIntrospectionWriter.isRequested(accept));
  }

  private SigningKeyService keys() {
    return (SigningKeyService)
        Proxy.newProxyInstance(
            SigningKeyService.class.getClassLoader(),
            new Class<?>[] {SigningKeyService.class},
            (proxy, method, arguments) -> {
              used = (SigningAlgorithm) arguments[1];
              header = arguments[2];
              payload = (String) arguments[3];
              return "a.b.c";
            });
  }
}
