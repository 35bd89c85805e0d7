/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;

/**
 * Clients have people asked on another device: by the pages of the shipped server, and told by the
 * network.
 */
@ExtendWith(DefaultServerExtension.class)
class BackchannelAuthenticationIT extends BackchannelAuthenticationTestBase {

  @Test
  void publishesCibaMetadata() {
    JsonNode metadata = api().get("/.well-known/openid-configuration").expect(200).body();

    assertEquals(
        api().base() + "/oauth/bc-authorize",
        metadata.path("backchannel_authentication_endpoint").asText());
    assertEquals(3, metadata.path("backchannel_token_delivery_modes_supported").size());
    assertTrue(metadata.path("grant_types_supported").toString().contains(GRANT));
  }

  @Test
  void issuesTokensToPollingClient() throws IOException {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email(), "binding_message", "W4SCT"));
    String id = asked.path("auth_req_id").asText();
    assertEquals("authorization_pending", error(poll(client, id)));

    ada.browser().open("/t/" + tenant.slug() + "/ciba");
    open(ada);
    assertTrue(ada.browser().text().contains("W4SCT"), ada.browser().text());
    ada.browser().submit("decision", "allow");
    JsonNode tokens = pollAfter(asked, client, id).expect(200).body();

    JsonNode idToken = claims(tokens.path("id_token").asText());
    assertEquals(ada.id(), idToken.path("sub").asText());
    assertEquals(client.path("clientId").asText(), idToken.path("aud").asText());
    assertFalse(idToken.has("urn:openid:params:jwt:claim:auth_req_id"));
    assertEquals(
        ada.id(),
        api()
            .with("Authorization", "Bearer " + tokens.path("access_token").asText())
            .get("/oauth/userinfo")
            .expect(200)
            .body()
            .path("sub")
            .asText());
    assertEquals(
        200,
        as(client)
            .form(
                "/oauth/token",
                encoded(
                    Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText())))
            .status());
  }

  @Test
  void revokesGrantOnAuthReqIdReuse() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    String id = asked.path("auth_req_id").asText();
    decide(ada, "allow");
    String token = poll(client, id).expect(200).body().path("access_token").asText();

    assertRefused("The auth_req_id was already used. Start a new request.", poll(client, id));
    assertFalse(
        as(client).form("/oauth/introspect", "token=" + token).body().path("active").asBoolean());
  }

  @Test
  void returnsAccessDeniedAfterDenial() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    decide(ada, "deny");

    assertEquals("access_denied", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void returnsSlowDownForEarlyPolling() {
    JsonNode client = client(Map.of());
    String id = ask(client, Map.of("login_hint", person().email())).path("auth_req_id").asText();
    poll(client, id);

    assertEquals("slow_down", error(poll(client, id)));
  }

  @Test
  void refusesAuthReqIdOfAnotherClient() {
    Person ada = person();
    JsonNode asked = ask(client(Map.of()), Map.of("login_hint", ada.email()));
    decide(ada, "allow");

    assertRefused(
        "The auth_req_id was issued to another client.",
        poll(client(Map.of()), asked.path("auth_req_id").asText()));
  }

  @Test
  void refusesTokensOfBlockedUser() {
    Person ada = person();
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", ada.email()));
    decide(ada, "allow");
    tenant.admin().post("/admin/users/" + ada.id() + "/block", Map.of()).expect(200);

    assertEquals("invalid_grant", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void refusesDecisionByAnotherUser() {
    Person ada = person();
    Person mallory = person();
    JsonNode client = client(Map.of());
    String id = ask(client, Map.of("login_hint", ada.email())).path("auth_req_id").asText();
    ada.browser().open("/t/" + tenant.slug() + "/ciba");
    String link = link(ada.browser().text());

    mallory.browser().open(link);

    assertEquals(404, mallory.browser().status());
    assertEquals("authorization_pending", error(poll(client, id)));
  }

  @Test
  void warnsOfClientNameWithConfusableLetters() {
    for (String name : List.of("Notes", "P\u043Estbox")) { // the second with a Cyrillic o
      Map<String, Object> registration = new HashMap<>(registration(Map.of()));
      registration.put("name", name);
      JsonNode client = tenant.admin().post("/admin/clients", registration).expect(201).data();
      Person ada = person();
      ask(client, Map.of("login_hint", ada.email()));

      ada.browser().open("/t/" + tenant.slug() + "/ciba");
      assertWarning(name, ada);
      open(ada);
      assertWarning(name, ada);
    }
  }

  private static void assertWarning(String name, Person reader) {
    assertEquals(
        !name.equals("Notes"),
        reader.browser().text().contains("letters that look like letters of another alphabet"),
        reader.browser().text());
  }

  @Test
  void answersAlikeForUnknownUser() {
    JsonNode client = client(Map.of());
    JsonNode asked = ask(client, Map.of("login_hint", "nobody@example.com"));

    assertEquals(300, asked.path("expires_in").asInt());
    assertEquals("authorization_pending", error(poll(client, asked.path("auth_req_id").asText())));
  }

  @Test
  void validatesCibaClientMetadata() {
    ApiClient admin = tenant.admin();
    Map<String, Object> unsound = new HashMap<>(registration(Map.of()));
    unsound.put("metadata", Map.of("backchannel_token_delivery_mode", "push"));
    assertEquals(422, admin.post("/admin/clients", unsound).status());
    unsound.put("metadata", Map.of("backchannel_token_delivery_mode", "shout"));
    assertEquals(422, admin.post("/admin/clients", unsound).status());
    unsound.put("metadata", Map.of());
    unsound.put("isConfidential", false);
    assertEquals(422, admin.post("/admin/clients", unsound).status());
  }

  @Test
  void reportsInvalidRequestParameters() {
    JsonNode client = client(Map.of());
    assertEquals("invalid_client", error(api().form("/oauth/bc-authorize", "scope=openid")));
    assertEquals("invalid_request", refusal(client, Map.of("scope", "openid")));
    assertEquals(
        "invalid_scope", refusal(client, Map.of("scope", "email", "login_hint", "a@example.com")));
    assertEquals(
        "invalid_binding_message",
        refusal(
            client,
            Map.of(
                "scope", "openid",
                "login_hint", "a@example.com",
                "binding_message", "see evil.example")));
  }

  private static String refusal(JsonNode client, Map<String, String> parameters) {
    return error(as(client).form("/oauth/bc-authorize", encoded(parameters)));
  }

  /** Waits as the answer said, and asks again. */
  private static ApiClient.Answer pollAfter(JsonNode asked, JsonNode client, String authReqId) {
    try {
      TimeUnit.SECONDS.sleep(asked.path("interval").asInt());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return poll(client, authReqId);
  }

  /** Many refusals share the code: the sentence tells which it was. */
  private static void assertRefused(String reason, ApiClient.Answer answer) {
    JsonNode body = answer.expect(400).body();
    assertEquals("invalid_grant", body.path("error").asText());
    assertEquals(reason, body.path("error_description").asText());
  }
}
