package org.lumoauth.oauth.server.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;

class SignedIntrospectionTest {
  private static final TenantContext ACME = aTenant().build();
  private static final Map<String, Object> ACTIVE = Map.of("active", true, "sub", "usr_1");

  private Algorithm used;
  private Object header;
  private String payload;
  private final SignedIntrospection signed =
      new SignedIntrospection(keys(), InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)));

  @Test
  void saysByWhomForWhomAndWhenTheTokenIsWhat() throws Exception {
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
  void signsByWhatTheClientRegistered() {
    var client = aClient().with("introspection_signed_response_alg", "PS256").build();

    signed.jwt(ACME, client, ACTIVE);

    assertEquals(Algorithm.PS256, used);
  }

  @Test
  void signsByRs256WhereTheClientRegisteredNothing() {
    signed.jwt(ACME, aClient().build(), ACTIVE);

    assertEquals(Algorithm.RS256, used);
  }

  @Test
  void neverSignsByNothing() {
    var client = aClient().with("introspection_signed_response_alg", "none").build();

    assertThrows(OAuthError.class, () -> signed.jwt(ACME, client, ACTIVE));
  }

  @Test
  void isForThoseAloneWhoAskForIt() {
    assertTrue(SignedIntrospection.wanted("application/token-introspection+jwt, */*;q=0.1"));
    assertFalse(SignedIntrospection.wanted("application/json"));
    assertFalse(SignedIntrospection.wanted("*/*"));
    assertFalse(SignedIntrospection.wanted(null));
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
  void isNotForThoseWhoWantItLess(String accept) {
    assertFalse(SignedIntrospection.wanted(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/Token-Introspection+JWT",
        "application/json;q=0.5, application/token-introspection+jwt;q=0.8",
        "application/json, application/token-introspection+jwt",
        "application/token-introspection+jwt; charset=utf-8 ; Q=1.0, */*"
      })
  void isForThoseWhoWantItAsMuch(String accept) {
    assertTrue(SignedIntrospection.wanted(accept));
  }

  private SigningKeys keys() {
    return (SigningKeys)
        Proxy.newProxyInstance(
            SigningKeys.class.getClassLoader(),
            new Class<?>[] {SigningKeys.class},
            (proxy, method, arguments) -> {
              used = (Algorithm) arguments[1];
              header = arguments[2];
              payload = (String) arguments[3];
              return "a.b.c";
            });
  }
}
