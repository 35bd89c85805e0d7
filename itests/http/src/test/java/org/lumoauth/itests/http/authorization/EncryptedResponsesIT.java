/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Relying parties that registered encryption (OpenID Connect Core section 10). */
@ExtendWith(DefaultServerExtension.class)
class EncryptedResponsesIT {
  private static final String ID_TOKEN = "id_token_encrypted_response_alg";
  private static final String USERINFO = "userinfo_encrypted_response_alg";

  private static TestServer server;
  private static TestTenant tenant;
  private static ECKey key;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws Exception {
    server = shared;
    tenant = TestTenant.create(server);
    key = new ECKeyGenerator(Curve.P_256).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
  }

  @BeforeEach
  void createPerson() throws IOException {
    ada = TestPerson.create(server, tenant);
  }

  @Test
  void keepsRefreshTokenUsableIfTheIdTokenCannotBeEncrypted() throws Exception {
    TestApplication app = encrypting(ID_TOKEN, json(key));
    JsonNode tokens = app.redeem(code(app)).expect(200).body();

    setKeys(app, TestJwtSigner.rs256("r1").jwk());
    assertRefusedForMissingKey(app.refresh(tokens));
    setKeys(app, json(key));

    decrypted(app.refresh(tokens).expect(200).body().path("id_token").asText());
  }

  @Test
  void keepsCodeUsableIfTheIdTokenCannotBeEncrypted() throws Exception {
    TestApplication app = encrypting(ID_TOKEN, TestJwtSigner.rs256("r1").jwk());
    String code = code(app);

    assertRefusedForMissingKey(app.redeem(code));
    setKeys(app, json(key));

    decrypted(app.redeem(code).expect(200).body().path("id_token").asText());
  }

  @Test
  void selectsTheEncryptionKeyAmongOthers() throws Exception {
    ECKey verifies =
        new ECKeyGenerator(Curve.P_256)
            .keyID("sig")
            .keyOperations(Set.of(KeyOperation.VERIFY))
            .generate();
    TestApplication app =
        encrypting(ID_TOKEN, TestJwtSigner.ed25519("ed").jwk(), json(verifies), json(key));

    JWEObject idToken =
        decrypted(app.redeem(code(app)).expect(200).body().path("id_token").asText());

    assertEquals("enc", idToken.getHeader().getKeyID());
    assertEquals("JWT", idToken.getHeader().getContentType());
    assertEquals(
        ada.id(), UnverifiedJwt.claims(idToken.getPayload().toString()).path("sub").asText());
  }

  @Test
  void encryptsUnsignedUserinfo() throws Exception {
    TestApplication app = encrypting(USERINFO, json(key));
    String token = app.redeem(code(app)).expect(200).body().path("access_token").asText();

    JWEObject userinfo = decrypted(userinfo(token));

    assertNull(userinfo.getHeader().getContentType());
    JsonNode claims = ApiClient.JSON.readTree(userinfo.getPayload().toString());
    assertEquals(ada.id(), claims.path("sub").asText());
  }

  @Test
  void encryptsSignedUserinfoAsNestedJwt() throws Exception {
    TestApplication app =
        TestApplication.withMetadata(
            tenant,
            Map.of(
                USERINFO,
                "ECDH-ES",
                "userinfo_signed_response_alg",
                "ES256",
                "jwks",
                Map.of("keys", List.of(json(key)))));
    String token = app.redeem(code(app)).expect(200).body().path("access_token").asText();

    JWEObject userinfo = decrypted(userinfo(token));

    assertEquals("JWT", userinfo.getHeader().getContentType());
    assertEquals(
        "ES256", UnverifiedJwt.header(userinfo.getPayload().toString()).path("alg").asText());
  }

  private static String userinfo(String token) {
    ApiClient.Answer answer =
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

  private static void assertRefusedForMissingKey(ApiClient.Answer answer) {
    answer.expect(400);
    assertEquals("invalid_client_metadata", answer.body().path("error").asText());
    assertEquals(
        "The client has no key for ECDH-ES.", answer.body().path("error_description").asText());
  }

  private String code(TestApplication app) {
    return ada.allow(app, Map.of("prompt", "consent")).get("code");
  }

  private static JWEObject decrypted(String jwe) throws Exception {
    JWEObject object = JWEObject.parse(jwe);
    object.decrypt(new ECDHDecrypter(key));
    return object;
  }

  @SafeVarargs
  private static TestApplication encrypting(String what, Map<String, Object>... keys) {
    return TestApplication.withMetadata(
        tenant, Map.of(what, "ECDH-ES", "jwks", Map.of("keys", Arrays.asList(keys))));
  }

  private static void setKeys(TestApplication app, Map<String, Object> only) {
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
