/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.workload;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lumoauth.itests.http.fixture.StubWorkloadPlatform;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Samples of tokens that the platform did not issue, or did not issue for this server. */
final class ForgedTokenSamples {
  private static final TestJwtSigner STRANGER = TestJwtSigner.rs256("key-1");

  private ForgedTokenSamples() {}

  /** All of them, by what is wrong. */
  static Map<String, String> all(
      StubWorkloadPlatform platform, StubSite site, Map<String, Object> claims) {
    Map<String, String> all = new LinkedHashMap<>();
    long now = Instant.now().getEpochSecond();
    all.put("another's audience", with(platform, claims, "aud", "https://other.example"));
    all.put(
        "another's audience beside ours",
        with(platform, claims, "aud", List.of(claims.get("aud"), "https://other.example")));
    all.put("no audience", without(platform, claims, "aud"));
    all.put("another's issuer", with(platform, claims, "iss", "https://other.example"));
    all.put("the issuer with a slash", with(platform, claims, "iss", claims.get("iss") + "/"));
    all.put("no issuer", without(platform, claims, "iss"));
    all.put("expired", with(platform, claims, "exp", now - 60));
    all.put("without an end", without(platform, claims, "exp"));
    all.put("with an end far ahead", with(platform, claims, "exp", now + 10 * 86_400));
    all.put("not valid yet", with(platform, claims, "nbf", now + 600));
    all.put("issued in the future", with(platform, claims, "iat", now + 600));
    all.put("without a beginning", without(platform, claims, "iat"));
    all.put("no subject", without(platform, claims, "sub"));
    all.put("unsigned", TestJwtSigner.unsigned(claims));
    all.put("alg none with a signature", header(platform, claims, "alg", "none"));
    all.put("an HMAC by the public key", hmac(platform, claims));
    all.put("signed by a stranger of this kid", STRANGER.sign(claims));
    all.put("signed by an unknown kid", header(platform, claims, "kid", "key-9"));
    all.put("no kid, and a stranger's key", STRANGER.sign(Map.of(), claims));
    all.put("a jku of the stranger's", elsewhere("jku", strangersKeys(site), claims));
    all.put("an x5u of the stranger's", elsewhere("x5u", strangersKeys(site), claims));
    all.put("a jwk in the header", elsewhere("jwk", STRANGER.jwk(), claims));
    all.put("a critical extension", header(platform, claims, "crit", List.of("exp")));
    all.put("an access token", header(platform, claims, "typ", "at+jwt"));
    all.put("a claim twice, the right one last", twice(platform, claims, true));
    all.put("a claim twice, the right one first", twice(platform, claims, false));
    all.put("an algorithm twice, the right one last", headerTwice(platform, claims, true));
    all.put("an algorithm twice, the right one first", headerTwice(platform, claims, false));
    all.put("cut short", cut(platform.sign(claims)));
    all.put("with a fourth part", platform.sign(claims) + ".e30");
    all.put("no JWT", "not an attestation");
    return all;
  }

  static String with(
      StubWorkloadPlatform platform, Map<String, Object> claims, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return platform.sign(changed);
  }

  static String without(StubWorkloadPlatform platform, Map<String, Object> claims, String name) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(name);
    return platform.sign(changed);
  }

  private static String header(
      StubWorkloadPlatform platform, Map<String, Object> claims, String name, Object value) {
    Map<String, Object> header = new LinkedHashMap<>(Map.of("kid", platform.key().kid()));
    header.put(name, value);
    return platform.key().sign(header, claims);
  }

  private static String strangersKeys(StubSite site) {
    return site.show(
        "/stranger.json", StubWorkloadPlatform.json(Map.of("keys", List.of(STRANGER.jwk()))));
  }

  private static String elsewhere(String name, Object value, Map<String, Object> claims) {
    return STRANGER.sign(Map.of("kid", "stranger", name, value), claims);
  }

  private static String hmac(StubWorkloadPlatform platform, Map<String, Object> claims) {
    TestJwtSigner key = platform.key();
    String jwt = key.sign(Map.of("alg", "HS256", "kid", key.kid()), claims);
    String input = jwt.substring(0, jwt.lastIndexOf('.'));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.keys().getPublic().getEncoded(), "HmacSHA256"));
      byte[] tag = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** RFC 7519 section 4: names are unique. Readers disagree about which of two is meant. */
  private static String twice(
      StubWorkloadPlatform platform, Map<String, Object> claims, boolean first) {
    return platform
        .key()
        .signText(
            StubWorkloadPlatform.json(headerOf(platform)),
            doubled(StubWorkloadPlatform.json(claims), "\"sub\":\"somebody else\"", first));
  }

  private static String headerTwice(
      StubWorkloadPlatform platform, Map<String, Object> claims, boolean first) {
    return platform
        .key()
        .signText(
            doubled(StubWorkloadPlatform.json(headerOf(platform)), "\"alg\":\"none\"", first),
            StubWorkloadPlatform.json(claims));
  }

  private static String doubled(String object, String member, boolean first) {
    return first
        ? "{" + member + "," + object.substring(1)
        : object.substring(0, object.length() - 1) + "," + member + "}";
  }

  private static Map<String, Object> headerOf(StubWorkloadPlatform platform) {
    return Map.of("alg", "RS256", "kid", platform.key().kid());
  }

  private static String cut(String jwt) {
    return jwt.substring(0, jwt.length() - 4);
  }
}
