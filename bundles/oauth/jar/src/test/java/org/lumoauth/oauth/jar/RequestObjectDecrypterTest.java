/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** RFC 9101 sections 4, 6.1 and 10.2; OpenID Connect Core section 6.1. */
class RequestObjectDecrypterTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner OTHER = TestJwtSigner.es256("k1");

  private final SingleTenantEncryptionKeyService ours = new SingleTenantEncryptionKeyService();
  private final RequestObjectSource source =
      new RequestObjectSource(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW)),
          (tenant, client, kid) -> List.of(KEY.jwk()),
          ours,
          request -> {
            throw new OutboundException("refused", true);
          },
          InstantSource.fixed(NOW));

  @Test
  void acceptsSignedThenEncryptedRequestObject() {
    assertEquals(List.of("openid"), read(app(), ours.encrypted(KEY.sign(claims()))));
    assertEquals(List.of("openid"), read(strict(), ours.encrypted(KEY.sign(claims()))));
  }

  @Test
  void rejectsEncryptedUnsignedRequestObject() {
    String reason = "the algorithm is not allowed";

    refused(reason, app(), ours.encrypted(TestJwtSigner.unsigned(claims())));
    refused(reason, strict(), ours.encrypted(TestJwtSigner.unsigned(claims())));
  }

  @Test
  void rejectsUnsignedObjectOfSigningClientDespiteAlgNone() {
    refused(
        "the algorithm is not allowed",
        strict().with("request_object_signing_alg", "none"),
        ours.encrypted(TestJwtSigner.unsigned(claims())));
  }

  @Test
  void rejectsEncryptedPlainClaims() {
    String bare = ours.encrypted(JSONObjectUtils.toJSONString(claims()));

    for (ClientBuilder client :
        List.of(app(), strict(), app().with("request_object_signing_alg", "none"))) {
      assertEquals("invalid_request_object", refusal(client, bare).code());
    }
  }

  @Test
  void rejectsEncryptedObjectSignedByAnotherKey() {
    refused("the signature does not match", app(), ours.encrypted(OTHER.sign(claims())));
  }

  @Test
  void rejectsEncryptedObjectOfAnotherClient() {
    refused(
        "the client_id claim must be the client ID",
        app(),
        ours.encrypted(KEY.sign(claims("client_id", "other"))));
  }

  @Test
  void rejectsEncryptedObjectForAnotherServer() {
    refused(
        "aud must contain the issuer of this server",
        app(),
        ours.encrypted(KEY.sign(claims("aud", "https://evil.example"))));
  }

  @Test
  void rejectsEncryptedExpiredObject() {
    refused(
        "the token has expired",
        app(),
        ours.encrypted(KEY.sign(claims("exp", NOW.getEpochSecond() - 60))));
  }

  @Test
  void appliesClientProfileToEncryptedObject() {
    long now = NOW.getEpochSecond();
    String times =
        "nbf must be within the last 3600 seconds, and exp at most as many seconds " + "after it";

    assertEquals(
        List.of("openid"), read(profiled(), ours.encrypted(KEY.sign(claims("nbf", now - 60)))));
    refused(times, profiled(), ours.encrypted(KEY.sign(claims())));
    refused(times, profiled(), ours.encrypted(KEY.sign(claims("nbf", now - 3_700))));
    refused(
        "the algorithm is not allowed",
        profiled().with("request_object_signing_algs", List.of("PS256")),
        ours.encrypted(KEY.sign(claims("nbf", now))));
  }

  private static ClientBuilder profiled() {
    return strict()
        .with("request_object_signing_algs", List.of("PS256", "ES256"))
        .with("request_object_lifetime", 3_600);
  }

  @Test
  void rejectsEncryptedJwtOfAnotherType() {
    refused(
        "typ is not the expected type",
        app(),
        ours.encrypted(KEY.sign(Map.of("kid", "k1", "typ", "dpop+jwt"), claims())));
  }

  @Test
  void rejectsNestedEncryption() {
    refused(
        "it is encrypted more than once",
        app(),
        ours.encrypted(ours.encrypted(KEY.sign(claims())).replace("=", "")));
  }

  @Test
  void refusesARequestObjectEncryptedForAnotherRecipient() {
    refused(
        "the JWE cannot be decrypted",
        app(),
        new SingleTenantEncryptionKeyService().encrypted(KEY.sign(claims())));
  }

  @Test
  void rejectsUnregisteredEncryptionAlgorithm() {
    var client =
        app()
            .with("request_object_encryption_alg", "ECDH-ES+A256KW")
            .with("request_object_encryption_enc", "A256GCM");
    String object = KEY.sign(claims());
    String reason = "alg and enc must be supported encryption algorithms";

    refused(reason, client, ours.encrypted(object, "ECDH-ES", "A256GCM"));
    refused(reason, client, ours.encrypted(object, "ECDH-ES+A256KW", "A128GCM"));
    assertEquals(
        List.of("openid"), read(client, ours.encrypted(object, "ECDH-ES+A256KW", "A256GCM")));
  }

  @Test
  void acceptsUnsignedObjectOnlyIfClientRegisteredNone() {
    var none = app().with("request_object_signing_alg", "none");

    assertEquals(List.of("openid"), read(none, ours.encrypted(TestJwtSigner.unsigned(claims()))));
    assertEquals(
        "invalid_request_object", refusal(none, ours.encrypted(KEY.sign(claims()))).code());
  }

  private void refused(String reason, ClientBuilder client, String object) {
    OAuthException refusal = refusal(client, object);
    assertEquals("invalid_request_object", refusal.code());
    assertEquals("The request object is invalid: " + reason + ".", refusal.getMessage());
  }

  private OAuthException refusal(ClientBuilder client, String object) {
    return assertThrows(OAuthException.class, () -> read(client, object));
  }

  private List<String> read(ClientBuilder client, String object) {
    return source
        .resolveParameters(ACME, client.build(), Map.of("request", List.of(object)))
        .orElseThrow()
        .get("scope");
  }

  private static ClientBuilder app() {
    return aClient().withId("app");
  }

  private static ClientBuilder strict() {
    return app().with("require_signed_request_object", true);
  }

  private static Map<String, Object> claims() {
    return claims("scope", "openid");
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims = new HashMap<String, Object>();
    claims.put("iss", "app");
    claims.put("aud", ACME.issuer());
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("client_id", "app");
    claims.put("scope", "openid");
    claims.put(name, value);
    return claims;
  }
}
