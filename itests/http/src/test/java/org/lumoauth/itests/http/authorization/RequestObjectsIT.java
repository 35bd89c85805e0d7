/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.TenantJwtEncrypter;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Authorization requests as objects (OpenID Connect Core section 6, RFC 9101). */
@ExtendWith(DefaultServerExtension.class)
class RequestObjectsIT {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner STRANGER = TestJwtSigner.es256("k1");

  private static TestServer server;
  private static StubSite site;
  private static TestTenant tenant;
  private static TestApplication signing;
  private static TestApplication plain;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared, StubSite sharedSite) throws IOException {
    server = shared;
    site = sharedSite;
    tenant = TestTenant.create(server);
    signing =
        TestApplication.withMetadata(
            tenant,
            Map.of(
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "request_uris",
                    List.of(site.address("/object.jwt"), site.address("/unsigned.jwt"))));
    plain =
        TestApplication.withMetadata(
            tenant,
            Map.of(
                "request_object_signing_alg",
                "none",
                "request_uris",
                List.of(site.address("/plain.jwt"))));
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant).signIn();
  }

  @Test
  void acceptsSignedObjectByValue() {
    String object = KEY.sign(claims(signing, "by-value"));

    assertEquals("by-value", answer(signing, Map.of("request", object)).get("state"));
  }

  @Test
  void acceptsSignedObjectByReference() {
    String address = site.show("/object.jwt", KEY.sign(claims(signing, "by-reference")));

    assertEquals("by-reference", answer(signing, Map.of("request_uri", address)).get("state"));
  }

  @Test
  void fetchesNoUnregisteredRequestUri() {
    AtomicInteger asked = new AtomicInteger();
    site.answer(
        "/other.jwt",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });

    String error = errorCode(signing, Map.of("request_uri", site.address("/other.jwt")));

    assertEquals("invalid_request_uri", error);
    assertEquals(0, asked.get(), "the server asked for it");
  }

  @Test
  void acceptsUnsignedObjectOfClientRegisteredWithNone() {
    String object = TestJwtSigner.unsigned(claims(plain, "unsigned"));

    assertEquals("unsigned", answer(plain, Map.of("request", object)).get("state"));
  }

  @Test
  void refusesUnsignedObjectOfOtherClients() {
    String object = TestJwtSigner.unsigned(claims(signing, "unsigned"));

    assertEquals("invalid_request_object", errorCode(signing, Map.of("request", object)));
  }

  @Test
  void acceptsUnsignedReferenceOfClientRegisteredWithNone() {
    String address = site.show("/plain.jwt", TestJwtSigner.unsigned(claims(plain, "unsigned")));

    assertEquals("unsigned", answer(plain, Map.of("request_uri", address)).get("state"));
  }

  @Test
  void refusesUnsignedReferenceOfOtherClients() {
    String address =
        site.show("/unsigned.jwt", TestJwtSigner.unsigned(claims(signing, "unsigned")));

    assertEquals("invalid_request_object", errorCode(signing, Map.of("request_uri", address)));
    assertTrue(errorDescription().contains("the algorithm is not allowed"), errorDescription());
  }

  @Test
  void refusesSignedObjectOfClientRegisteredWithNone() {
    String object = KEY.sign(claims(plain, "signed"));

    assertEquals("invalid_request_object", errorCode(plain, Map.of("request", object)));
  }

  @Test
  void acceptsObjectByPost() {
    String object = KEY.sign(claims(signing, "by-post"));
    ada.browser()
        .post(
            "/t/" + tenant.slug() + "/api/v1/oauth/authorize",
            Map.of("client_id", signing.id(), "request", object));

    assertEquals("by-post", ada.follow().answerUntilRedirect().get("state"));
  }

  @Test
  void ignoresParametersOutsideTheObject() {
    String object = KEY.sign(claims(signing, "inside"));
    Map<String, String> beside =
        Map.of("request", object, "state", "beside", "prompt", "none", "scope", "openid");

    assertEquals("inside", answer(signing, beside).get("state"));
  }

  @Test
  void refusesForeignMisdirectedAndExpiredObjects() {
    long now = Instant.now().getEpochSecond();
    Map.of(
            "the signature does not match", STRANGER.sign(claims(signing, "x")),
            "iss must be the client ID", with("iss", "cli_other"),
            "aud must contain the issuer of this server", with("aud", "https://other.example"),
            "the token has expired", with("exp", now - 60),
            "sub must not be the client ID", with("sub", signing.id()))
        .forEach(
            (reason, object) -> {
              assertEquals("invalid_request_object", errorCode(signing, Map.of("request", object)));
              assertTrue(errorDescription().contains(reason), errorDescription());
            });
  }

  @Test
  void refusesObjectTogetherWithReference() {
    String object = KEY.sign(claims(signing, "x"));
    String address = site.show("/object.jwt", object);

    assertEquals(
        "invalid_request", errorCode(signing, Map.of("request", object, "request_uri", address)));
    assertEquals("The request must not contain both request and request_uri.", errorDescription());
  }

  @Test
  void refusesUnreachableReference() {
    TestApplication lost =
        TestApplication.withMetadata(
            tenant,
            Map.of(
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "request_uris", List.of(site.address("/nothing.jwt"))));

    assertEquals(
        "invalid_request_uri",
        errorCode(lost, Map.of("request_uri", site.address("/nothing.jwt"))));
    assertEquals(
        "The request_uri did not return a request object. Check that this server can reach it.",
        errorDescription());
  }

  @Test
  void acceptsPushedObject() {
    String object = KEY.sign(claims(signing, "pushed"));
    String reference =
        signing
            .api()
            .form("/oauth/par", FormParameters.of(Map.of("request", object)))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();

    assertEquals("pushed", answer(signing, Map.of("request_uri", reference)).get("state"));
  }

  @Test
  void usesPushedObjectAfterItsKeyWasRemoved() {
    TestApplication app =
        TestApplication.withMetadata(
            tenant, Map.of("jwks", keys(KEY), "require_signed_request_object", true));
    Map<String, Object> claims = claims(app, "verified");
    claims.put("exp", Instant.now().getEpochSecond() + 60);
    String object = KEY.sign(claims);
    String reference =
        app.api()
            .form("/oauth/par", FormParameters.of(Map.of("request", object)))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();

    Map<String, Object> others =
        Map.of("jwks", keys(TestJwtSigner.es256("k2")), "require_signed_request_object", true);
    tenant.admin().patch("/admin/clients/" + app.id(), Map.of("metadata", others)).expect(200);

    assertEquals("invalid_request_object", errorCode(app, Map.of("request", object)));
    assertEquals("verified", answer(app, Map.of("request_uri", reference)).get("state"));
  }

  private static Map<String, Object> keys(TestJwtSigner key) {
    return Map.of("keys", List.of(key.jwk()));
  }

  @Test
  void acceptsObjectSignedAndEncryptedToAPublishedKey() throws Exception {
    JsonNode metadata = tenant.admin().get("/.well-known/openid-configuration").expect(200).body();

    for (JsonNode algorithm : metadata.path("request_object_encryption_alg_values_supported")) {
      String state = "encrypted " + algorithm.asText();
      String object = encrypted(KEY.sign(claims(signing, state)), algorithm.asText());
      assertEquals(state, answer(signing, Map.of("request", object)).get("state"));
    }
    assertTrue(
        metadata.path("request_object_encryption_enc_values_supported").toString().contains("GCM"));
  }

  @Test
  void acceptsPushedEncryptedObject() throws Exception {
    String object = encrypted(KEY.sign(claims(signing, "pushed")), "RSA-OAEP-256");
    String reference =
        signing
            .api()
            .form("/oauth/par", FormParameters.of(Map.of("request", object)))
            .expect(201)
            .body()
            .path("request_uri")
            .asText();

    assertEquals("pushed", answer(signing, Map.of("request_uri", reference)).get("state"));
  }

  @Test
  void refusesEncryptedUnsignedObject() throws Exception {
    String object = encrypted(TestJwtSigner.unsigned(claims(signing, "unsigned")), "ECDH-ES");
    String bare = encrypted(ApiClient.JSON.writeValueAsString(claims(signing, "bare")), "ECDH-ES");

    assertEquals("invalid_request_object", errorCode(signing, Map.of("request", object)));
    assertEquals("invalid_request_object", errorCode(signing, Map.of("request", bare)));
  }

  @Test
  void refusesAlteredObjectAndObjectWithoutAlgorithm() throws Exception {
    String object = encrypted(KEY.sign(claims(signing, "x")), "ECDH-ES");
    String altered = object.substring(0, object.lastIndexOf('.')) + ".AAAAAAAAAAAAAAAAAAAAAA";

    for (String wrong : List.of(altered, "e30.a.b.c.d", "....")) {
      assertEquals("invalid_request_object", errorCode(signing, Map.of("request", wrong)), wrong);
    }
  }

  @Test
  void acceptsNewEncryptionKeyAndRefusesRevokedOne() throws Exception {
    TestTenant other = TestTenant.create(server);
    TestApplication app =
        TestApplication.withMetadata(other, Map.of("jwks", Map.of("keys", List.of(KEY.jwk()))));
    TenantJwtEncrypter to = new TenantJwtEncrypter(other);
    JWK old = to.key("ECDH-ES");

    server.console("lumoauth:encryption-key-rotate " + other.slug());
    JWK next = to.key("ECDH-ES");

    assertNotEquals(old.getKeyID(), next.getKeyID());
    assertEquals(201, push(app, other, old), "it was known to clients a moment ago");
    assertEquals(201, push(app, other, next));
    server.console("lumoauth:encryption-key-rotate --end-old " + other.slug());
    assertEquals(400, push(app, other, next));
    assertEquals(201, push(app, other, to.key("ECDH-ES")));
  }

  private static int push(TestApplication app, TestTenant tenant, JWK key) throws Exception {
    Map<String, Object> claims = claims(app, "x");
    claims.put("aud", tenant.admin().base());
    String object = TenantJwtEncrypter.encrypted(KEY.sign(claims), key, "ECDH-ES");
    return app.api().form("/oauth/par", FormParameters.of(Map.of("request", object))).status();
  }

  private static String encrypted(String content, String algorithm) throws Exception {
    return new TenantJwtEncrypter(tenant).encrypted(content, algorithm);
  }

  private Map<String, String> answer(TestApplication app, Map<String, String> more) {
    ada.open(app.authorize(FormParameters.with(Map.of("client_id", app.id()), more)));
    Map<String, String> answer = ada.answerUntilRedirect();
    assertTrue(answer.containsKey("code"), answer.toString());
    return answer;
  }

  /**
   * Without a valid request object no redirect URI is trusted, so the error is displayed on a page.
   */
  private String errorCode(TestApplication app, Map<String, String> more) {
    ada.open(app.authorize(FormParameters.with(app.request(Map.of()), more)));
    return FormParameters.in(ada.browser().location())
        .getOrDefault("error", "page: " + ada.browser().text());
  }

  /** Returns the error description that the client receives. */
  private String errorDescription() {
    return FormParameters.in(ada.browser().location()).getOrDefault("error_description", "");
  }

  /** A signed object with one claim changed. */
  private static String with(String claim, Object value) {
    Map<String, Object> claims = claims(signing, "x");
    claims.put(claim, value);
    return KEY.sign(claims);
  }

  private static Map<String, Object> claims(TestApplication app, String state) {
    Map<String, Object> claims = new HashMap<>(app.request(Map.of("state", state)));
    claims.put("iss", app.id());
    claims.put("aud", tenant.admin().base());
    return claims;
  }
}
