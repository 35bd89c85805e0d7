/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.TenantJwtEncrypter;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** The kinds of JWT that are encrypted to a client, or by a client to the server. */
final class EncryptedJwtSamples {
  static final String ID_TOKEN = "encrypted ID token";
  static final String USERINFO = "encrypted userinfo response";
  static final String REQUEST_OBJECT = "encrypted request object";

  private static final String ALGORITHM = "ECDH-ES";

  private EncryptedJwtSamples() {}

  /**
   * By name.
   *
   * @param person whose tokens they are
   * @param requestObject makes what a client encrypts
   */
  static Map<String, Supplier<String>> all(
      TestTenant tenant, TestPerson person, Supplier<String> requestObject) throws Exception {
    JsonNode tokens = person.tokens(reader(tenant));
    String userinfo =
        tenant
            .admin()
            .with("Authorization", "Bearer " + tokens.path("access_token").asText())
            .get("/oauth/userinfo")
            .expect(200)
            .text();
    JWK key = new TenantJwtEncrypter(tenant).key(ALGORITHM);
    return Map.of(
        ID_TOKEN, () -> tokens.path("id_token").asText(),
        USERINFO, () -> userinfo,
        REQUEST_OBJECT, () -> encrypted(requestObject.get(), key));
  }

  /** A client that has everything encrypted. */
  private static TestApplication reader(TestTenant tenant) throws Exception {
    Map<String, Object> key =
        new ECKeyGenerator(Curve.P_256)
            .keyID("enc")
            .keyUse(KeyUse.ENCRYPTION)
            .generate()
            .toPublicJWK()
            .toJSONObject();
    return TestApplication.withMetadata(
        tenant,
        Map.of(
            "id_token_encrypted_response_alg",
            ALGORITHM,
            "userinfo_encrypted_response_alg",
            ALGORITHM,
            "userinfo_signed_response_alg",
            "ES256",
            "jwks",
            Map.of("keys", List.of(key))));
  }

  private static String encrypted(String content, JWK key) {
    try {
      return TenantJwtEncrypter.encrypted(content, key, ALGORITHM);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
