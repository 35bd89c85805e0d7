/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Clients of every kind: each has a token of before, and gets one afterwards. */
public final class ClientFlows {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String CREDENTIALS = "client_credentials";

  private final TestServer server;
  private final StubSite site;
  private final TestTenant tenant;
  private final TestApplication gateway;

  public ClientFlows(TestServer server, StubSite site) throws IOException {
    this.server = server;
    this.site = site;
    tenant = TestTenant.create(server).withLongCodes();
    gateway = machineClient(Map.of("allowedScopes", List.of("introspect")));
  }

  public Executable secretInTheHeader() {
    TestApplication client = machineClient(Map.of());
    return tokens(() -> client.token(Map.of("grant_type", CREDENTIALS)));
  }

  public Executable secretInTheBody() {
    TestApplication client =
        machineClient(Map.of("tokenEndpointAuthMethods", List.of("client_secret_post")));
    Map<String, String> form =
        Map.of(
            "grant_type", CREDENTIALS, "client_id", client.id(), "client_secret", client.secret());
    return tokens(() -> client.connection().form("/oauth/token", FormParameters.of(form)));
  }

  /** A client whose keys are on its site. */
  public Executable remoteKeys() throws IOException {
    Map<String, Object> keys = Map.of("keys", List.of(KEY.jwk()));
    String address = site.show("/swap/keys.json", ApiClient.JSON.writeValueAsString(keys));
    TestApplication client =
        machineClient(
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks_uri", address)));
    FapiClient signing = new FapiClient(client, KEY, KEY);
    return tokens(
        () ->
            signing.ask(
                "/oauth/token", Map.of("grant_type", CREDENTIALS), signing.assertion(Map.of())));
  }

  private Executable tokens(Supplier<ApiClient.Answer> asked) {
    String before = token(asked);
    return () -> {
      assertActive(before);
      assertActive(token(asked));
    };
  }

  private static String token(Supplier<ApiClient.Answer> asked) {
    return asked.get().expect(200).body().path("access_token").asText();
  }

  private void assertActive(String token) {
    JsonNode told = gateway.introspect(token).expect(200).body();
    assertTrue(told.path("active").asBoolean(), told.toString());
  }

  /** An application on people's own machines. */
  public Executable publicClient() {
    return userClient(TestApplication.register(tenant, Map.of("isConfidential", false)));
  }

  /** An application whose document is on its site. */
  public Executable metadataDocumentClient() throws IOException {
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
    String path = "/swap/client.json";
    String address = site.address(path);
    site.show(
        path,
        ApiClient.JSON.writeValueAsString(
            Map.of(
                "client_id",
                address,
                "client_name",
                "Sketch pad",
                "redirect_uris",
                List.of(TestApplication.REDIRECT_URI),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "token_endpoint_auth_method",
                "none")));
    return userClient(new TestApplication(tenant, address, "", gateway.connection()));
  }

  private Executable userClient(TestApplication client) {
    TestPerson person = TestPerson.create(server, tenant);
    JsonNode tokens = person.tokens(client);
    String code = person.code(client);
    return () -> {
      client.redeem(code).expect(200);
      client.refresh(tokens).expect(200);
      person.tokens(client);
    };
  }

  /** A client with a certificate, to which its tokens are bound. */
  public Executable certificate(TestCertificates certificates) throws Exception {
    TestApplication client =
        TestApplication.register(
            tenant,
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("self_signed_tls_client_auth"),
                "metadata",
                Map.of(
                    "jwks",
                    Map.of("keys", List.of(certificates.jwk("alone"))),
                    "tls_client_certificate_bound_access_tokens",
                    true)));
    TestApplication showing =
        new TestApplication(
            tenant,
            client.id(),
            "",
            client
                .connection()
                .and(ModuleServerExtension.CERTIFICATE, certificates.header("alone")));
    JsonNode tokens = TestPerson.create(server, tenant).tokens(showing);
    String bearer = "Bearer " + tokens.path("access_token").asText();
    return () -> {
      showing.connection().and("Authorization", bearer).get("/oauth/userinfo").expect(200);
      client.connection().and("Authorization", bearer).get("/oauth/userinfo").expect(401);
      showing.refresh(tokens).expect(200);
      Map<String, String> refreshing =
          Map.of(
              "grant_type", "refresh_token",
              "client_id", client.id(),
              "refresh_token", tokens.path("refresh_token").asText());
      assertEquals(
          401, client.connection().form("/oauth/token", FormParameters.of(refreshing)).status());
    };
  }

  /** Somebody is signed in at an application that is told behind the browser when that ends. */
  public Executable backchannelLogout() {
    String path = "/swap/over/" + UUID.randomUUID(); // one told twice is not taken for the next
    TestApplication told =
        TestApplication.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(path)));
    TestPerson person = TestPerson.create(server, tenant);
    String hint = person.tokens(told).path("id_token").asText();
    return () -> {
      person
          .browser()
          .openOnly(
              told.connection().base()
                  + "/oauth/logout?"
                  + FormParameters.of(Map.of("id_token_hint", hint)));
      String token =
          FormParameters.in("https://site.example/?" + site.posted(path)).get("logout_token");
      assertEquals(UnverifiedJwt.claims(hint).path("sid"), UnverifiedJwt.claims(token).path("sid"));
    };
  }

  private TestApplication machineClient(Map<String, Object> members) {
    Map<String, Object> all = new HashMap<>(members);
    all.put("grantTypes", List.of(CREDENTIALS));
    return TestApplication.register(tenant, all);
  }
}
