/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.ForgedHostRequest;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** What relying parties find out by the issuer alone (OpenID Connect Discovery, RFC 8414). */
@ExtendWith(DefaultServerExtension.class)
class OpenIdDiscoveryIT {
  private static final int LEAST_RSA_BITS = 2048;

  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @Test
  void servesSameMetadataAtEachWellKnownPath() {
    JsonNode metadata = metadata();

    for (String address : addresses()) {
      assertEquals(metadata, server.anonymous().get(address).expect(200).body(), address);
    }
  }

  @Test
  void publishesConfiguredIssuerDespiteForgedHostHeader() {
    String place = server.base() + "/t/" + tenant.slug() + "/";

    for (String address : addresses()) {
      JsonNode asked = ForgedHostRequest.get(server.base() + address);

      assertEquals(tenant.admin().base(), asked.path("issuer").asText(), address);
      List<String> urls = new ArrayList<>(ForgedHostRequest.urls(asked));
      assertTrue(urls.remove(DefaultServerExtension.DOCUMENTATION), address);
      assertTrue(urls.contains(asked.path("check_session_iframe").asText()), address);
      assertEquals(
          List.of(), urls.stream().filter(url -> !url.startsWith(place)).toList(), address);
      assertEquals(metadata(), asked, address);
    }
  }

  @Test
  void publishesServiceDocumentationUrl() {
    assertEquals(
        DefaultServerExtension.DOCUMENTATION, metadata().path("service_documentation").asText());
  }

  @Test
  void publishesRequiredMetadata() {
    JsonNode metadata = metadata();
    for (String required :
        List.of(
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint",
            "end_session_endpoint",
            "check_session_iframe")) {
      assertTrue(metadata.path(required).isTextual(), required);
    }
    Map.of(
            "response_modes_supported", List.of("query", "fragment", "form_post"),
            "grant_types_supported", List.of("authorization_code", "refresh_token"),
            "subject_types_supported", List.of("public", "pairwise"),
            "id_token_signing_alg_values_supported", List.of("RS256"),
            "scopes_supported", List.of("openid", "profile", "email", "address", "phone"),
            "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"),
            "request_object_signing_alg_values_supported", List.of("ES256", "RS256"),
            "claims_supported", List.of("sub", "name", "email"),
            "code_challenge_methods_supported", List.of("S256"))
        .forEach((member, values) -> assertHas(metadata, member, values));
    assertEquals("[\"code\",\"none\"]", metadata.path("response_types_supported").toString());
    for (String promise :
        List.of(
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration",
            "authorization_response_iss_parameter_supported",
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
            "backchannel_logout_supported",
            "backchannel_logout_session_supported")) {
      assertTrue(metadata.path(promise).asBoolean(), promise);
    }
  }

  @Test
  void advertisesNoUnsignedServerSignatures() {
    JsonNode metadata = metadata();

    for (String member :
        List.of(
            "id_token_signing_alg_values_supported",
            "userinfo_signing_alg_values_supported",
            "authorization_signing_alg_values_supported",
            "introspection_signing_alg_values_supported")) {
      assertFalse(metadata.path(member).toString().contains("\"none\""), member);
      assertFalse(metadata.path(member).toString().contains("\"HS"), member);
    }
  }

  @Test
  void advertisesNoUnsignedRequestObjects() { // who registers none can have it all the same
    JsonNode offered = metadata().path("request_object_signing_alg_values_supported");

    assertFalse(offered.toString().contains("\"none\""), offered.toString());
  }

  @Test
  void registersEachAdvertisedAlgorithm() {
    JsonNode metadata = metadata();
    Map.of(
            "token_endpoint_auth_signing_alg_values_supported", "token_endpoint_auth_signing_alg",
            "request_object_signing_alg_values_supported", "request_object_signing_alg",
            "backchannel_authentication_request_signing_alg_values_supported",
                "backchannel_authentication_request_signing_alg",
            "id_token_signing_alg_values_supported", "id_token_signed_response_alg",
            "userinfo_signing_alg_values_supported", "userinfo_signed_response_alg",
            "authorization_signing_alg_values_supported", "authorization_signed_response_alg",
            "introspection_signing_alg_values_supported", "introspection_signed_response_alg")
        .forEach(
            (offered, member) -> {
              assertTrue(metadata.path(offered).size() > 0, offered);
              metadata
                  .path(offered)
                  .forEach(
                      algorithm ->
                          TestApplication.withMetadata(
                              tenant,
                              Map.of(
                                  member,
                                  algorithm.asText(),
                                  "jwks_uri",
                                  "https://app.example.com/keys")));
            });
  }

  @Test
  void publishesValidPublicKeysWithUniqueKeyIds() throws Exception {
    JWKSet keys = JWKSet.parse(tenant.admin().get("/.well-known/jwks.json").expect(200).text());

    Set<String> names = new HashSet<>();
    for (JWK key : keys.getKeys()) {
      assertFalse(key.isPrivate(), key.getKeyID());
      assertTrue(names.add(key.getKeyID()), key.getKeyID());
      assertTrue(
          Set.of(KeyUse.SIGNATURE, KeyUse.ENCRYPTION).contains(key.getKeyUse()), key.getKeyID());
      assertTrue(
          !key.getKeyType().getValue().equals("RSA") || key.size() >= LEAST_RSA_BITS,
          key.getKeyID());
    }
    assertFalse(names.isEmpty());
  }

  @Test
  void publishesTheKeyOfEveryIdToken() throws Exception {
    TestApplication app = TestApplication.register(tenant, Map.of());
    String idToken = TestPerson.create(server, tenant).tokens(app).path("id_token").asText();
    JWKSet keys = JWKSet.parse(tenant.admin().get("/.well-known/jwks.json").expect(200).text());

    JsonNode header = UnverifiedJwt.header(idToken);

    assertEquals("RS256", header.path("alg").asText());
    JWK key = keys.getKeyByKeyId(header.path("kid").asText());
    assertEquals(KeyUse.SIGNATURE, key.getKeyUse());
    assertEquals("RS256", key.getAlgorithm().getName());
  }

  /** Where the metadata is: OpenID Connect Discovery section 4, RFC 8414 section 3.1. */
  private static List<String> addresses() {
    String path = "/t/" + tenant.slug() + "/api/v1";
    return List.of(
        path + "/.well-known/openid-configuration",
        path + "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration" + path,
        "/.well-known/oauth-authorization-server" + path);
  }

  private static JsonNode metadata() {
    return tenant.admin().get("/.well-known/openid-configuration").expect(200).body();
  }

  private static void assertHas(JsonNode metadata, String member, List<String> values) {
    Set<String> all = new HashSet<>();
    metadata.path(member).forEach(value -> all.add(value.asText()));
    assertTrue(all.containsAll(values), member + ": " + all);
  }
}
