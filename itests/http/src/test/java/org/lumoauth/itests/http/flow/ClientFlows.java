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
import org.lumoauth.itests.http.fixture.Bank;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;
import org.lumoauth.itests.http.support.TestCertificates;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Clients of every kind: each has a token of before, and gets one afterwards. */
public final class ClientFlows {
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final String CREDENTIALS = "client_credentials";

  private final Server server;
  private final Site site;
  private final Tenant tenant;
  private final App gateway;

  public ClientFlows(Server server, Site site) throws IOException {
    this.server = server;
    this.site = site;
    tenant = Tenant.create(server).withLongCodes();
    gateway = robot(Map.of("allowedScopes", List.of("introspect")));
  }

  public Executable secretInTheHeader() {
    App client = robot(Map.of());
    return tokens(() -> client.token(Map.of("grant_type", CREDENTIALS)));
  }

  public Executable secretInTheBody() {
    App client = robot(Map.of("tokenEndpointAuthMethods", List.of("client_secret_post")));
    Map<String, String> form =
        Map.of(
            "grant_type", CREDENTIALS, "client_id", client.id(), "client_secret", client.secret());
    return tokens(() -> client.connection().form("/oauth/token", Query.of(form)));
  }

  /** A client whose keys are on its site. */
  public Executable keysElsewhere() throws IOException {
    Map<String, Object> keys = Map.of("keys", List.of(KEY.jwk()));
    String address = site.show("/swap/keys.json", Api.JSON.writeValueAsString(keys));
    App client =
        robot(
            Map.of(
                "tokenEndpointAuthMethods",
                List.of("private_key_jwt"),
                "metadata",
                Map.of("jwks_uri", address)));
    Bank signing = new Bank(client, KEY, KEY);
    return tokens(
        () ->
            signing.ask(
                "/oauth/token", Map.of("grant_type", CREDENTIALS), signing.assertion(Map.of())));
  }

  private Executable tokens(Supplier<Api.Answer> asked) {
    String before = token(asked);
    return () -> {
      assertActive(before);
      assertActive(token(asked));
    };
  }

  private static String token(Supplier<Api.Answer> asked) {
    return asked.get().expect(200).body().path("access_token").asText();
  }

  private void assertActive(String token) {
    JsonNode told = gateway.introspect(token).expect(200).body();
    assertTrue(told.path("active").asBoolean(), told.toString());
  }

  /** An application on people's own machines. */
  public Executable withoutCredential() {
    return ofPeople(App.register(tenant, Map.of("isConfidential", false)));
  }

  /** An application whose document is on its site. */
  public Executable withoutRegistration() throws IOException {
    tenant.admin().patch("/admin/settings/cimd", Map.of("enabled", true)).expect(200);
    String path = "/swap/client.json";
    String address = site.address(path);
    site.show(
        path,
        Api.JSON.writeValueAsString(
            Map.of(
                "client_id",
                address,
                "client_name",
                "Sketch pad",
                "redirect_uris",
                List.of(App.REDIRECT_URI),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "token_endpoint_auth_method",
                "none")));
    return ofPeople(new App(tenant, address, "", gateway.connection()));
  }

  private Executable ofPeople(App client) {
    Person person = Person.create(server, tenant);
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
    App client =
        App.register(
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
    App showing =
        new App(
            tenant,
            client.id(),
            "",
            client.connection().and(SharedForModules.CERTIFICATE, certificates.header("alone")));
    JsonNode tokens = Person.create(server, tenant).tokens(showing);
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
      assertEquals(401, client.connection().form("/oauth/token", Query.of(refreshing)).status());
    };
  }

  /** Somebody is signed in at an application that is told behind the browser when that ends. */
  public Executable toldOfTheEnd() {
    String path = "/swap/over/" + UUID.randomUUID(); // one told twice is not taken for the next
    App told = App.withMetadata(tenant, Map.of("backchannel_logout_uri", site.address(path)));
    Person person = Person.create(server, tenant);
    String hint = person.tokens(told).path("id_token").asText();
    return () -> {
      person
          .browser()
          .openOnly(
              told.connection().base()
                  + "/oauth/logout?"
                  + Query.of(Map.of("id_token_hint", hint)));
      String token = Query.in("https://site.example/?" + site.posted(path)).get("logout_token");
      assertEquals(Jwt.claims(hint).path("sid"), Jwt.claims(token).path("sid"));
    };
  }

  private App robot(Map<String, Object> members) {
    Map<String, Object> all = new HashMap<>(members);
    all.put("grantTypes", List.of(CREDENTIALS));
    return App.register(tenant, all);
  }
}
