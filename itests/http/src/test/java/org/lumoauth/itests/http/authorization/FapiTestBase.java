/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.itests.http.fixture.FapiClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** A tenant with one client of each FAPI 2.0 profile. */
abstract class FapiTestBase {

  static TestServer server;
  static TestTenant tenant;
  static FapiClient bank;
  static FapiClient signing;

  TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    bank = FapiClient.register(tenant, "fapi2-security");
    signing = FapiClient.register(tenant, "fapi2-message-signing");
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant);
  }

  static ApiClient.Answer object(FapiClient of, Map<String, Object> changes) {
    return of.ask(
        "/oauth/par", Map.of("request", of.object(Map.of(), changes)), of.assertion(Map.of()));
  }

  static Map<String, String> redeeming(String code) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        TestApplication.REDIRECT_URI,
        "code_verifier",
        TestApplication.VERIFIER);
  }

  static ApiClient.Answer object(Map<String, String> parameters, Map<String, Object> changes) {
    return signing.ask(
        "/oauth/par",
        Map.of("request", signing.object(parameters, changes)),
        signing.assertion(Map.of()));
  }

  static String pushed(String object) {
    return signing
        .ask("/oauth/par", Map.of("request", object), signing.assertion(Map.of()))
        .expect(201)
        .body()
        .path("request_uri")
        .asText();
  }

  static void assertRefused(int status, String code, String why, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    assertEquals(code, answer.body().path("error").asText(), answer.toString());
    assertEquals(why, answer.body().path("error_description").asText(), answer.toString());
  }

  static String algorithm(JsonNode tokens, String name) {
    return UnverifiedJwt.header(tokens.path(name).asText()).path("alg").asText();
  }
}
