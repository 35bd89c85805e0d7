/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.ACME;
import static org.lumoauth.agents.workload.token.WorkloadIssuerFixture.KEY;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.web.ApiException;

class JwtTrustRuleValidatorTest {

  private static final WorkloadClaimMapping MAPPING =
      new WorkloadClaimMapping(
          Optional.of("https://platform.example"),
          Map.of("own", "claim", "other", "/a/b"),
          Set.of("own"));

  private final WorkloadIssuerFixture issuer = new WorkloadIssuerFixture();

  @Test
  void keepsMembersAndAddsPlatformIssuer() {
    Map<String, Object> kept =
        check(Map.of("own", "a", "maxLifetimeSeconds", 60, "conditions", Map.of("n", 1)));

    assertEquals("https://platform.example", kept.get("issuer"));
    assertEquals(60L, kept.get("maxLifetimeSeconds"));
    assertEquals(Map.of("n", List.of(1L)), kept.get("conditions"));
  }

  @Test
  void acceptsItsOwnOutput() {
    Map<String, Object> kept =
        check(
            Map.of(
                "own", List.of("a", "b"),
                "audiences", List.of("x"),
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "conditions", Map.of("/a/b", List.of(true, "t", 7))));

    assertEquals(kept, check(kept));
  }

  static Stream<Map<String, Object>> wrong() {
    return Stream.of(
        Map.of(),
        Map.of("own", 1),
        Map.of("own", ""),
        Map.of("own", List.of()),
        Map.of("own", List.of("")),
        Map.of("own", Map.of("a", "b")),
        with("unknown", "a"),
        with("issuer", "platform.example"),
        with("issuer", "https://platform.example?x=1"),
        with("issuer", "https://platform.example#x"),
        with("issuer", "ftp://platform.example"),
        with("issuer", ACME.issuer()),
        with("audiences", List.of()),
        with("audiences", "a"),
        with("algorithms", List.of("none")),
        with("algorithms", List.of("HS256")),
        with("jwks", Map.of("keys", List.of())),
        with("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA")))),
        with("jwks", "https://platform.example/keys"),
        with("jwksUri", "http://platform.example/keys"),
        with("maxLifetimeSeconds", 0),
        with("maxLifetimeSeconds", 90_001),
        with("maxLifetimeSeconds", 1.5),
        with("maxLifetimeSeconds", "60"),
        with("conditions", List.of("a")),
        with("conditions", Map.of("", "a")),
        with("conditions", Map.of("a", List.of())),
        with("conditions", Map.of("a", Map.of("b", "c"))),
        with("conditions", Map.of("a", 1.5)),
        with("conditions", Collections.singletonMap("a", null)),
        with("conditions", Map.of("a", Collections.singletonList(null))),
        with("conditions", Map.of("a", new BigInteger("18446744073709551616"))),
        with("conditions", Map.of("a", List.of(List.of("b")))));
  }

  /** Some platforms begin a day's token some minutes back, and end it a whole day from now. */
  @Test
  void limitsMaximumLifetimeTo25Hours() {
    assertEquals(90_000L, check(with("maxLifetimeSeconds", 90_000)).get("maxLifetimeSeconds"));
  }

  /** JSON has null wherever it has a value: in a trust, and deep in one. */
  @ParameterizedTest
  @MethodSource("nulls")
  void rejectsNullAtAnyLevel(Map<String, Object> trust) {
    assertEquals(422, assertThrows(ApiException.class, () -> check(trust)).status());
  }

  static Stream<Map<String, Object>> nulls() {
    return Stream.of("own", "other", "subjects", "audiences", "algorithms", "jwks", "conditions")
        .flatMap(
            name ->
                Stream.of(
                    with(name, Collections.singletonList(null)),
                    with(name, Collections.singletonMap("keys", null)),
                    with(name, Map.of("keys", Collections.singletonList(null))),
                    with(name, Collections.singletonMap(null, null))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void rejectsInvalidRules(Map<String, Object> trust) {
    ApiException refusal = assertThrows(ApiException.class, () -> check(trust));

    assertEquals(422, refusal.status());
    assertEquals("validation_error", refusal.code());
  }

  @Test
  void rejectsWildcardPatterns() {
    for (String name : List.of("own", "other", "subjects", "audiences")) {
      for (String value : List.of("*", "acme/*", "job-*-7")) {
        ApiException refusal =
            assertThrows(
                ApiException.class, () -> check(with(name, List.of("job-7", value))), name);

        assertEquals(422, refusal.status());
        assertEquals(name, refusal.details().get("field"));
      }
    }
    ApiException refusal = assertThrows(ApiException.class, () -> check(with("own", "*")));
    assertEquals(422, refusal.status());
    assertEquals("own", refusal.details().get("field"));
  }

  private Map<String, Object> check(Map<String, Object> trust) {
    return issuer.tokens.check(ACME, trust, MAPPING);
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> trust = new HashMap<>(Map.of("own", "a"));
    trust.put(name, value);
    return trust;
  }
}
