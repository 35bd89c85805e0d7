/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ReferenceContract;
import org.lumoauth.itests.http.support.ServedOpenApi;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * What clients are answered about tokens has no member that the server does not describe, and has
 * each that it says is always there.
 */
@ExtendWith(DefaultServerExtension.class)
class DocumentedTokenResponsesIT {
  private static final String TOKEN = "POST ~/oauth/token";
  private static final String INTROSPECTION = "POST ~/oauth/introspect";
  private static final String USERINFO = "GET ~/oauth/userinfo";

  private static ServedOpenApi served;
  private static TestApplication app;
  private static JsonNode tokens;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    served = ServedOpenApi.of(server);
    List<String> grants = List.of("authorization_code", "refresh_token", "client_credentials");
    app = TestApplication.register(tenant, Map.of("grantTypes", grants));
    TestPerson ada =
        TestPerson.create(
            server,
            tenant,
            Map.of(
                "name", "Ada Lovelace",
                "givenName", "Ada",
                "phoneNumber", "+44 20 7946 0000",
                "address", Map.of("locality", "London")));
    tokens = ada.tokens(app);
  }

  @Test
  void documentsTokenResponsesOfUsersAndClients() {
    ApiClient.Answer refreshed = app.refresh(tokens);
    tokens = refreshed.expect(200).body();

    assertDescribed(TOKEN, refreshed, "id_token", "refresh_token");
    assertDescribed(TOKEN, app.token(Map.of("grant_type", "client_credentials")));
  }

  @Test
  void documentsIntrospectionResponses() {
    String access = tokens.path("access_token").asText();

    assertDescribed(INTROSPECTION, app.introspect(access), "username", "aud", "acr");
    assertDescribed(INTROSPECTION, app.introspect(tokens.path("refresh_token").asText()), "exp");
    assertDescribed(INTROSPECTION, app.introspect("none"));
  }

  @Test
  void documentsUserinfoResponses() {
    JsonNode clients = app.token(Map.of("grant_type", "client_credentials")).expect(200).body();

    assertDescribed(USERINFO, userinfo(tokens), "email_verified", "address", "updated_at");
    assertDescribed(USERINFO, userinfo(clients), "client_id");
  }

  private static ApiClient.Answer userinfo(JsonNode of) {
    String access = of.path("access_token").asText();
    return app.connection().with("Authorization", "Bearer " + access).get("/oauth/userinfo");
  }

  /** And has these, so that more is compared than what every answer has. */
  private static void assertDescribed(String named, ApiClient.Answer answer, String... some) {
    String[] parts = named.split(" ");
    var operation =
        new ReferenceContract.Operation("", parts[0], parts[1], MissingNode.getInstance());
    JsonNode schema =
        served.of(operation).orElseThrow().at("/responses/200/content/application~1json/schema");
    JsonNode body = answer.expect(200).body();
    Set<String> wrong = new TreeSet<>();
    served.compare(operation, answer, wrong);

    assertTrue(schema.path("properties").size() > 5, named);
    assertEquals(Set.of(), wrong);
    assertTrue(
        ReferenceContract.texts(schema.path("required")).allMatch(body::has), body::toString);
    for (String member : some) {
      assertTrue(body.has(member), member + ": " + body);
      assertTrue(schema.path("properties").has(member), member);
    }
  }
}
