/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Texts that another parser would read otherwise, and parameters that are not there. */
@ExtendWith(DefaultServerExtension.class)
class JsonInputIT {
  private static TestServer server;
  private static TestTenant tenant;
  private static TestTenant.Agent agent;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    agent = tenant.agent("Reader", List.of("files.read"), List.of());
  }

  private static ApiClient.Answer json(String path, byte[] body) {
    return tenant.admin().and("Origin", server.base()).send("POST", path, "application/json", body);
  }

  private static ApiClient.Answer json(String path, String body) {
    return json(path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Endpoints that read JSON: into a record, a map, a stream of texts, a tree. */
  private static final List<String> ENDPOINTS =
      List.of(
          "/admin/users",
          "/oauth/login/json",
          "/oauth/token",
          "/agents/any/attest",
          "/authz/check",
          "/access/v1/evaluation",
          "/connect/register");

  private static void assertRefused(String expected, ApiClient.Answer answer, String what) {
    assertEquals(400, answer.status(), what + ": " + answer);
    assertTrue(answer.text().contains(expected), what + ": " + answer.text());
  }

  @Test
  void refusesLoneSurrogatesInNamesAndValues() {
    for (String endpoint : ENDPOINTS) {
      for (String body :
          List.of(
              "{\"email\":\"\\ud800\"}",
              "{\"\\udfff\":1}",
              "{\"a\":{\"b\":[\"\\ude00\\ud83d\"]}}",
              "{\"a\":\"\\uD83Dx\"}")) {
        assertRefused("lone surrogate", json(endpoint, body), endpoint + " " + body);
      }
    }
  }

  @Test
  void refusesUtf8EncodedSurrogates() {
    byte[] body = "{\"email\":\"???\"}".getBytes(StandardCharsets.US_ASCII);
    body[10] = (byte) 0xED;
    body[11] = (byte) 0xA0;
    body[12] = (byte) 0x80;
    for (String endpoint : ENDPOINTS) {
      assertRefused("UTF-8", json(endpoint, body), endpoint);
    }
  }

  @Test
  void refusesAByteOrderMarkAndOtherEncodings() {
    for (String endpoint : ENDPOINTS) {
      assertRefused("byte order mark", json(endpoint, "\ufeff{\"email\":\"a\"}"), endpoint);
      assertRefused(
          "UTF-8",
          json(endpoint, "{\"email\":\"a\"}".getBytes(StandardCharsets.UTF_16LE)),
          endpoint);
    }
  }

  @Test
  void refusesLoneSurrogatesInJsonWithinAForm() {
    String details =
        URLEncoder.encode(
            """
            [{"type":"a","b":"\\ud800"}]""",
            StandardCharsets.UTF_8);

    ApiClient.Answer answer =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/token", "grant_type=client_credentials&authorization_details=" + details);

    assertEquals(400, answer.status(), answer.toString());
  }

  @Test
  void refusesEncodedSurrogatesInFormsAndQueries() {
    ApiClient.Answer form =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=%ED%A0%80");
    ApiClient.Answer query = tenant.admin().get("/admin/users?search=%ED%A0%80");

    assertRefused("form must be percent-encoded UTF-8", form, "form");
    assertRefused("query must be percent-encoded UTF-8", query, "query");
  }

  @Test
  void acceptsPairsOfSurrogates() {
    tenant
        .admin()
        .send(
            "POST",
            "/admin/users",
            "application/json",
            """
            {"email":"smile@example.com","name":"\\ud83d\\ude00"}"""
                .getBytes(StandardCharsets.US_ASCII))
        .expect(201);
  }

  @Test
  void refusesUnknownQueryParametersOfLists() {
    for (String list :
        List.of(
            "/authz/permissions",
            "/admin/users",
            "/admin/agents",
            "/admin/roles",
            "/admin/audit-logs",
            "/admin/clients",
            "/zanzibar/tuples",
            "/agents/ask/tool-definition")) {
      ApiClient.Answer answer = tenant.admin().get(list + "?no_such=1");
      assertEquals(422, answer.status(), list + ": " + answer);
      assertEquals("validation_error", answer.body().path("code").asText(), list);
      assertEquals("no_such", answer.body().path("details").path("field").asText(), list);
      assertEquals(422, tenant.admin().get(list + "?no_such").status(), list);
    }
  }

  @Test
  void refusesAMisspelledSubjectOfPermissions() {
    String id = agent.id();

    tenant.admin().get("/authz/permissions?user_type=agent&user_id=" + id).expect(200);
    tenant.admin().get("/authz/permissions?user_type=agent&userId=" + id).expect(422);
    tenant.admin().get("/authz/permissions?user_type=agent&user_id=a&user_id=" + id).expect(422);
  }

  @Test
  void authenticatesBeforeValidatingTheQuery() {
    assertEquals(
        401, new ApiClient(tenant.admin().base(), Map.of()).get("/admin/users?x=1").status());
  }
}
