package org.lumoauth.itests.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** A platform that issues tokens to its workloads, with its metadata and keys on a site. */
final class Platform {
  private static final long LIFETIME = 600;

  private final Site site;
  private final String path;
  private TestJwtSigner key;

  /** One with an issuer of its own at the site. */
  Platform(Site site) {
    this.site = site;
    this.key = site.rsaKeys().next("key-1");
    this.path = "/platforms/" + UUID.randomUUID();
    site.show(path + "/.well-known/openid-configuration", metadata(issuer()));
    publish(key);
  }

  String issuer() {
    return site.address(path);
  }

  String jwksUri() {
    return site.address(path + "/keys.json");
  }

  TestJwtSigner key() {
    return key;
  }

  /** Signs by another key from now on, which is published with those before. */
  void rotate(String kid) {
    TestJwtSigner before = key;
    key = site.rsaKeys().next(kid);
    publish(before, key);
  }

  /**
   * Nobody answers any more where its metadata and keys are.
   *
   * @return how often they were asked for since
   */
  AtomicInteger away() {
    var asked = new AtomicInteger();
    for (String each : List.of("/.well-known/openid-configuration", "/keys.json")) {
      site.answer(
          path + each,
          exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
          });
    }
    return asked;
  }

  private String metadata(String issuer) {
    return json(
        Map.of(
            "issuer", issuer,
            "jwks_uri", jwksUri(),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  private void publish(TestJwtSigner... keys) {
    List<Map<String, Object>> published =
        java.util.Arrays.stream(keys).map(TestJwtSigner::jwk).toList();
    site.show(path + "/keys.json", json(Map.of("keys", published)));
  }

  /** Claims that every one of its tokens has. */
  Map<String, Object> claims(String audience) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer());
    claims.put("aud", audience);
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + LIFETIME);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  /** A token as it is when nobody interferes. */
  String sign(Map<String, Object> claims) {
    return key.sign(Map.of("kid", key.kid(), "typ", "JWT"), claims);
  }

  static String json(Object value) {
    try {
      return Api.JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
