/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.ACME;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.APP;
import static org.lumoauth.oauth.openid.OpenIdBundleFixture.GLOBEX;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.oauth.openid.OpenIdBundleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Tokens of one type presented as another, and forged tokens, each with its reason. */
class TokenTypeConfusionTest {

  private static final String NOT_OURS = "the header has an unknown parameter";
  private static final String STRANGE_KEY = "the key does not belong to the tenant";

  @DatabaseTest
  void rejectsIdTokenAsAccessToken(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);

    assertNoAccess(world, world.idToken(ACME), "the token type is not at+jwt");
  }

  @DatabaseTest
  void rejectsAccessTokenAsIdToken(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);

    assertNoHint(
        world,
        world.accessToken(ACME, APP, "openid").value(),
        "the typ is not that of an ID token");
  }

  @DatabaseTest
  void rejectsLogoutTokenAsIdTokenOrAccessToken(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var logout =
        world.keys.sign(ACME, SigningAlgorithm.RS256, Map.of("typ", "logout+jwt"), payload(world));

    assertNoHint(world, logout, "the typ is not that of an ID token");
    assertNoAccess(world, logout, "the token type is not at+jwt");
  }

  @DatabaseTest
  void rejectsUntypedLogoutTokenAsIdToken(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    Map<String, Object> claims = OpenIdBundleFixture.claims(world.idToken(ACME));
    claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    var text = JSONObjectUtils.toJSONString(claims);

    assertNoHint(
        world,
        world.keys.sign(ACME, SigningAlgorithm.RS256, Map.of("typ", "JWT"), text),
        "the token is a security event token");
  }

  @DatabaseTest
  void rejectsSignedUserinfoAsIdToken(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var client = OpenIdBundleFixture.APP;
    var jwt =
        world.jwts.make(
            ACME, client, "userinfo", "RS256", Map.of("iss", ACME.issuer(), "sub", "u"));

    assertNoHint(world, jwt, "the typ is not that of an ID token");
    assertNoAccess(world, jwt, "the token type is not at+jwt");
  }

  @DatabaseTest
  void rejectsIdTokenHintOfAnotherTenant(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var foreign = world.idToken(GLOBEX);

    assertNoHint(world, foreign, STRANGE_KEY);
    assertTrue(world.made.readHint(GLOBEX, foreign).isPresent());
  }

  @DatabaseTest
  void rejectsAccessTokenOfAnotherTenant(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    var foreign = world.accessToken(GLOBEX, APP, "openid").value();

    assertNoAccess(world, foreign, "the issuer is not this tenant");
  }

  @DatabaseTest
  void rejectsAlgNoneInAnyCase(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    for (String none : List.of("none", "None", "NONE", "nOnE")) {
      for (String type : List.of("JWT", "at+jwt")) {
        var header =
            """
            {"alg":"%s","typ":"%s","kid":"k"}"""
                .formatted(none, type);
        var forged = Base64URL.encode(header) + "." + Base64URL.encode(payload(world)) + ".";
        // No such JWS is read at all; the library knows one spelling by name.
        String unreadable =
            none.equals("none")
                ? "Invalid JWS header: Not a JWS header"
                : "The signature must not be empty";
        String reason = type.equals("JWT") ? unreadable : "the token is not a JWS";
        assertRefused(world, type, forged, reason);
      }
    }
  }

  @DatabaseTest
  void rejectsHeaderThatIsNotJsonObject(TestDatabase database) {
    var world = new OpenIdBundleFixture(database);
    for (String header : List.of("null", "[]", "1", "\"x\"", "{")) {
      var forged = Base64URL.encode(header) + "." + Base64URL.encode(payload(world)) + ".AA";
      assertTrue(world.made.readHint(ACME, forged).isEmpty(), header);
      assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, forged), header);
    }
  }

  @DatabaseTest
  void rejectsPublicKeyAsHmacSecret(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var idToken = world.idToken(ACME);
    var kid = JWSObject.parse(idToken).getHeader().getKeyID();
    var key =
        JWKSet.parse(Map.of("keys", world.keys.publicKeys(ACME))).getKeyByKeyId(kid).toRSAKey();
    for (byte[] secret :
        List.of(
            key.toRSAPublicKey().getEncoded(),
            key.toJSONString().getBytes(StandardCharsets.UTF_8))) {
      for (String type : List.of("JWT", "at+jwt")) {
        var forged =
            new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType(type))
                    .keyID(kid)
                    .build(),
                new Payload(payload(world)));
        forged.sign(new MACSigner(secret));

        assertRefused(world, type, forged.serialize(), "the algorithm does not match the key");
      }
    }
  }

  @DatabaseTest
  void rejectsMaliciousKeyIds(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    for (String kid :
        List.of("../../../../dev/null", "' or '1'='1", "a\u0000b", "https://evil.example/k", "")) {
      for (String type : List.of("JWT", "at+jwt")) {
        assertRefused(world, type, forged(world, type, header -> header.keyID(kid)), STRANGE_KEY);
      }
    }
  }

  @DatabaseTest
  void rejectsKeysEmbeddedInToken(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var kid = JWSObject.parse(world.idToken(ACME)).getHeader().getKeyID();
    var evil = URI.create("https://evil.example/keys");
    List<Change> changes =
        List.of(
            header -> header.jwk(EVIL.toPublicJWK()),
            header -> header.jwkURL(evil),
            header -> header.x509CertURL(evil),
            header -> header.criticalParams(Set.of("exp")).customParam("exp", 1),
            header -> header.base64URLEncodePayload(true).criticalParams(Set.of("b64")));
    for (Change change : changes) {
      for (String type : List.of("JWT", "at+jwt")) {
        var jws = forged(world, type, header -> change.to(header.keyID(kid)));

        assertRefused(world, type, jws, NOT_OURS);
      }
    }
  }

  @DatabaseTest
  void rejectsSignatureOfAnotherKeyWithOwnKid(TestDatabase database) throws Exception {
    var world = new OpenIdBundleFixture(database);
    var kid = JWSObject.parse(world.idToken(ACME)).getHeader().getKeyID();
    for (String type : List.of("JWT", "at+jwt")) {
      var jws = forged(world, type, header -> header.keyID(kid));

      assertRefused(world, type, jws, "the signature does not match");
    }
  }

  private static final RSAKey EVIL = evil();

  private interface Change {
    JWSHeader.Builder to(JWSHeader.Builder header);
  }

  private static RSAKey evil() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String forged(OpenIdBundleFixture world, String type, Change change)
      throws Exception {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type));
    var jws = new JWSObject(change.to(header).build(), new Payload(payload(world)));
    jws.sign(new RSASSASigner(EVIL));
    return jws.serialize();
  }

  private static String payload(OpenIdBundleFixture world) {
    return JSONObjectUtils.toJSONString(OpenIdBundleFixture.claims(world.idToken(ACME)));
  }

  private static void assertRefused(
      OpenIdBundleFixture world, String type, String jws, String reason) {
    if (type.equals("JWT")) {
      assertNoHint(world, jws, reason);
    } else {
      assertNoAccess(world, jws, reason);
    }
  }

  private static void assertNoHint(OpenIdBundleFixture world, String jws, String reason) {
    assertEquals(Optional.empty(), world.made.readHint(ACME, jws));
    assertEquals(
        reason, assertThrows(Exception.class, () -> world.made.read(ACME, jws)).getMessage());
  }

  private static void assertNoAccess(OpenIdBundleFixture world, String jws, String reason) {
    assertEquals(
        reason,
        assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jws))
            .getMessage());
  }
}
