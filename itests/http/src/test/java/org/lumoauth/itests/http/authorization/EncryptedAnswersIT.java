package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Relying parties that registered encryption (OpenID Connect Core section 10). */
@ExtendWith(Shared.class)
class EncryptedAnswersIT {
  private static final String ID_TOKEN = "id_token_encrypted_response_alg";
  private static final String USERINFO = "userinfo_encrypted_response_alg";

  private static Server server;
  private static Tenant tenant;
  private static ECKey key;

  private Person ada;

  @BeforeAll
  static void start(Server shared) throws Exception {
    server = shared;
    tenant = Tenant.create(server);
    key = new ECKeyGenerator(Curve.P_256).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
  }

  @BeforeEach
  void somebodyNew() throws IOException {
    ada = Person.create(server, tenant);
  }

  @Test
  void spendsNoRefreshTokenOnAnIdTokenThatCannotBeEncrypted() throws Exception {
    App app = encrypting(ID_TOKEN, json(key));
    JsonNode tokens = app.redeem(code(app)).expect(200).body();

    hasKeys(app, TestJwtSigner.rs256("r1").jwk());
    refusedForItsKeys(app.refresh(tokens));
    hasKeys(app, json(key));

    opened(app.refresh(tokens).expect(200).body().path("id_token").asText());
  }

  @Test
  void spendsNoCodeOnAnIdTokenThatCannotBeEncrypted() throws Exception {
    App app = encrypting(ID_TOKEN, TestJwtSigner.rs256("r1").jwk());
    String code = code(app);

    refusedForItsKeys(app.redeem(code));
    hasKeys(app, json(key));

    opened(app.redeem(code).expect(200).body().path("id_token").asText());
  }

  @Test
  void findsTheKeyThatIsForEncryptionAmongOthers() throws Exception {
    ECKey verifies =
        new ECKeyGenerator(Curve.P_256)
            .keyID("sig")
            .keyOperations(Set.of(KeyOperation.VERIFY))
            .generate();
    App app = encrypting(ID_TOKEN, TestJwtSigner.ed25519("ed").jwk(), json(verifies), json(key));

    JWEObject idToken = opened(app.redeem(code(app)).expect(200).body().path("id_token").asText());

    assertEquals("enc", idToken.getHeader().getKeyID());
    assertEquals("JWT", idToken.getHeader().getContentType());
    assertEquals(ada.id(), Jwt.claims(idToken.getPayload().toString()).path("sub").asText());
  }

  @Test
  void encryptsUserinfoThatWasNotRegisteredToBeSignedAsItIs() throws Exception {
    App app = encrypting(USERINFO, json(key));
    String token = app.redeem(code(app)).expect(200).body().path("access_token").asText();

    JWEObject userinfo = opened(userinfo(token));

    assertNull(userinfo.getHeader().getContentType());
    JsonNode claims = Api.JSON.readTree(userinfo.getPayload().toString());
    assertEquals(ada.id(), claims.path("sub").asText());
  }

  @Test
  void encryptsUserinfoThatIsSignedAsANestedJwt() throws Exception {
    App app =
        App.withMetadata(
            tenant,
            Map.of(
                USERINFO,
                "ECDH-ES",
                "userinfo_signed_response_alg",
                "ES256",
                "jwks",
                Map.of("keys", List.of(json(key)))));
    String token = app.redeem(code(app)).expect(200).body().path("access_token").asText();

    JWEObject userinfo = opened(userinfo(token));

    assertEquals("JWT", userinfo.getHeader().getContentType());
    assertEquals("ES256", Jwt.header(userinfo.getPayload().toString()).path("alg").asText());
  }

  private static String userinfo(String token) {
    Api.Answer answer =
        tenant.admin().with("Authorization", "Bearer " + token).get("/oauth/userinfo").expect(200);
    assertTrue(
        answer
            .response()
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/jwt"));
    return answer.text();
  }

  private static void refusedForItsKeys(Api.Answer answer) {
    answer.expect(400);
    assertEquals("invalid_client_metadata", answer.body().path("error").asText());
    assertEquals(
        "The client has no key for ECDH-ES.", answer.body().path("error_description").asText());
  }

  private String code(App app) {
    return ada.allow(app, Map.of("prompt", "consent")).get("code");
  }

  private static JWEObject opened(String jwe) throws Exception {
    JWEObject object = JWEObject.parse(jwe);
    object.decrypt(new ECDHDecrypter(key));
    return object;
  }

  @SafeVarargs
  private static App encrypting(String what, Map<String, Object>... keys) {
    return App.withMetadata(
        tenant, Map.of(what, "ECDH-ES", "jwks", Map.of("keys", Arrays.asList(keys))));
  }

  private static void hasKeys(App app, Map<String, Object> only) {
    tenant
        .admin()
        .patch(
            "/admin/clients/" + app.id(),
            Map.of("metadata", Map.of(ID_TOKEN, "ECDH-ES", "jwks", Map.of("keys", List.of(only)))))
        .expect(200);
  }

  private static Map<String, Object> json(ECKey of) {
    return of.toPublicJWK().toJSONObject();
  }
}
