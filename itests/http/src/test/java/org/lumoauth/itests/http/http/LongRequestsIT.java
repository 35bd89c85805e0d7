package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Query;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Authorization requests that ask for more than a token can hold. */
@ExtendWith(Shared.class)
class LongRequestsIT {
  private static final String TOO_MUCH =
      "claims, authorization_details, resource and scope must not exceed 4096 "
          + "bytes in total, the limit of an access token.";

  private static Server server;
  private static Tenant tenant;
  private static App app;

  private Person ada;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    app = App.register(tenant, Map.of());
  }

  @BeforeEach
  void somebodyNew() throws IOException {
    ada = Person.create(server, tenant);
  }

  @Test
  void refusesWhatNoAccessTokenCouldHold() {
    ada.signIn().open(app.authorize(app.request(Map.of("claims", claims(5_800)))));

    Map<String, String> answer = Query.in(ada.browser().location());
    assertEquals("invalid_request", answer.get("error"));
    assertEquals(TOO_MUCH, answer.get("error_description"));
  }

  @Test
  void refusesToBePushedWhatNoAccessTokenCouldHold() {
    Api.Answer answer =
        app.api()
            .form("/oauth/par", Query.of(app.request(Map.of("claims", claims(5_800)))))
            .expect(400);

    assertEquals("invalid_request", answer.body().path("error").asText());
    assertEquals(TOO_MUCH, answer.body().path("error_description").asText());
  }

  @Test
  void givesTokensThatWorkForAllThatItTakes() {
    String code = ada.allow(app, Map.of("prompt", "consent", "claims", claims(3_900))).get("code");

    JsonNode tokens = app.redeem(code).expect(200).body();

    String token = tokens.path("access_token").asText();
    assertTrue(token.length() > 6_000, "it is not the long one: " + token.length());
    tenant.admin().with("Authorization", "Bearer " + token).get("/oauth/userinfo").expect(200);
    assertTrue(app.introspect(token).expect(200).body().path("active").asBoolean());
    app.refresh(tokens).expect(200);
  }

  /** Claims in as many characters, and some more. */
  private static String claims(int characters) {
    return "{\"userinfo\":{\"email\":{\"value\":\"" + "x".repeat(characters) + "\"}}}";
  }
}
