/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.tokens.TokenServiceFixture.ACME;
import static org.lumoauth.platform.tokens.TokenServiceFixture.CLIENT;
import static org.lumoauth.platform.tokens.TokenServiceFixture.GLOBEX;
import static org.lumoauth.platform.tokens.TokenServiceFixture.USER;
import static org.lumoauth.platform.tokens.TokenServiceFixture.request;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** JWTs that resemble access tokens but are invalid. */
class ForgedAccessTokenTest {

  private static TokenServiceFixture world(TestDatabase database) {
    return new TokenServiceFixture(
        database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
  }

  private static InvalidTokenException refusal(TokenServiceFixture world, String jwt) {
    return assertThrows(InvalidTokenException.class, () -> world.tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void rejectsTokenSignedByKeyOfAnotherTenant(TestDatabase database) {
    var world = world(database);
    var jwt =
        world.keys.sign(
            GLOBEX,
            SigningAlgorithm.ES256,
            Map.of("typ", "at+jwt"),
            """
            {"iss":"%s","sub":"usr_1"}"""
                .formatted(ACME.issuer()));

    assertFalse(refusal(world, jwt).isForeign());
  }

  @DatabaseTest
  void rejectsHeaderOrPayloadThatIsNotJsonObject(TestDatabase database) {
    var world = world(database);
    for (String json : List.of("null", "[]", "1", "\"x\"", "{")) {
      var part =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(json.getBytes(StandardCharsets.UTF_8));
      for (String jwt : List.of(part + ".e30.AA", "eyJhbGciOiJFUzI1NiJ9." + part + ".AA")) {
        assertFalse(refusal(world, jwt).isForeign());
        assertEquals(Optional.empty(), world.tokens.issuerSlug(jwt));
      }
    }
  }

  @DatabaseTest
  void refusesEveryOtherTypeOfJwt(TestDatabase database) {
    var world = world(database);
    for (String type : List.of("JWT", "at+JWT2", "id+jwt", "logout+jwt", "dpop+jwt", "aa-auth")) {
      var jwt =
          world.keys.sign(
              ACME,
              SigningAlgorithm.ES256,
              Map.of("typ", type),
              "{\"iss\":\"" + ACME.issuer() + "\"}");
      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void rejectsInvalidTimeClaims(TestDatabase database) {
    var world = world(database);
    for (String exp : List.of("1e99", "-1", "9223372036854775807", "1.5", "\"1\"", "null")) {
      var jwt =
          world.keys.sign(
              ACME,
              SigningAlgorithm.ES256,
              Map.of("typ", "at+jwt"),
              """
              {"iss":"%s","sub":"usr_1","identity_type":"user","aud":"%s","jti":"t",
               "client_id":"c","scope":"","iat":1,"exp":%s}"""
                  .formatted(ACME.issuer(), ACME.issuer(), exp));
      refusal(world, jwt);
    }
  }

  @DatabaseTest
  void acceptsTokenWithSeveralAudiences(TestDatabase database) throws Exception {
    var world = world(database);
    var audience = List.of("https://files.example.com", ACME.issuer());
    var jwt = world.tokens.issue(ACME, request(USER, List.of(), audience, Map.of())).value();

    assertEquals(audience, world.tokens.verify(ACME, jwt).audience()); // RFC 9068 section 4
  }

  @DatabaseTest
  void rejectsDuplicateClaim(TestDatabase database) throws Exception {
    var world = world(database);
    world.tokens.verify(ACME, signed(world, ""));

    assertNotNull(refusal(world, signed(world, ",\"sub\":\"usr_2\"")));
    assertNotNull(refusal(world, signed(world, ",\"act\":{},\"act\":{}")));
  }

  @DatabaseTest
  void rejectsTooDeepActorChain(TestDatabase database) throws Exception {
    var world = world(database);
    world.tokens.verify(ACME, signed(world, "," + actors(10)));

    assertNotNull(refusal(world, signed(world, "," + actors(11))));
    assertNotNull(refusal(world, signed(world, "," + actors(100))));
  }

  private static String actors(int depth) {
    String actor = "\"act\":{\"sub\":\"agt_1\",\"identity_type\":\"agent\"";
    return (actor + ",").repeat(depth - 1) + actor + "}".repeat(depth);
  }

  /** Signed by the tenant's own key, with further members. */
  private static String signed(TokenServiceFixture world, String further) {
    long now = world.clock.instant().getEpochSecond();
    return world.keys.sign(
        ACME,
        SigningAlgorithm.ES256,
        Map.of("typ", "at+jwt"),
        """
        {"iss":"%s","sub":"usr_1","identity_type":"user","aud":"%s","jti":"tok_x",
         "client_id":"%s","scope":"","iat":%d,"exp":%d%s}"""
            .formatted(ACME.issuer(), ACME.issuer(), CLIENT.clientId(), now, now + 60, further));
  }

  @DatabaseTest
  void rejectsOverlongToken(TestDatabase database) {
    refusal(world(database), "a".repeat(8193));
  }

  @DatabaseTest
  void rejectsMalformedJws(TestDatabase database) {
    var world = world(database);
    for (String text :
        List.of("", ".", "..", "a.b.c", "\u0000", "e30.e30.", "e30.e30.e30.e30.e30")) {
      refusal(world, text);
    }
  }
}
