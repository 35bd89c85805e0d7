/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;

/** Attacks on streams of events, by their receivers and by others. */
class SsfAttacksIT extends SsfTestBase {
  @Test
  void isolatesStreamsOfTwoClients() throws Exception {
    EventStreamClient ours = EventStreamClient.of(tenant);
    EventStreamClient theirs = EventStreamClient.of(tenant);
    String stream = ours.createPollStream();
    String other = theirs.createPollStream();
    setPassword(TestPerson.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");
    awaitTypes(theirs, other, "credential-change");
    String jti = EventStreamClient.ids(ours.poll(stream)).get(0);
    String query = "/ssf/stream?stream_id=" + stream;

    theirs.api().get(query).expect(404);
    theirs.api().delete(query).expect(404);
    theirs.api().patch("/ssf/stream", Map.of("stream_id", stream)).expect(404);
    theirs.api().get("/ssf/status?stream_id=" + stream).expect(404);
    theirs.api().post("/ssf/verify", Map.of("stream_id", stream)).expect(404);
    theirs.api().post("/ssf/poll/" + stream, Map.of("ack", List.of(jti))).expect(404);

    assertEquals(List.of(jti), EventStreamClient.ids(ours.poll(stream)));
    assertEquals(1, theirs.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void ignoresAcknowledgementOfAnotherStreamsEvent() throws Exception {
    EventStreamClient ours = EventStreamClient.of(tenant);
    EventStreamClient theirs = EventStreamClient.of(tenant);
    String stream = ours.createPollStream();
    String other = theirs.createPollStream();
    setPassword(TestPerson.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");
    awaitTypes(theirs, other, "credential-change");
    String jti = EventStreamClient.ids(ours.poll(stream)).get(0);

    theirs.poll(
        other,
        Map.of(
            "ack", List.of(jti),
            "setErrs", Map.of(jti, Map.of("err", "invalid_request", "description", ""))));

    assertEquals(List.of(jti), EventStreamClient.ids(ours.poll(stream)));
  }

  @Test
  void deliversNoEventsOfAnotherTenant() throws Exception {
    TestTenant another = TestTenant.create(server);
    EventStreamClient ours = EventStreamClient.of(tenant);
    EventStreamClient theirs = EventStreamClient.of(another);
    String stream = ours.createPollStream();
    String other = theirs.createPollStream();
    setPassword(TestPerson.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");

    setPassword(another, TestPerson.create(server, another));
    awaitTypes(theirs, other, "credential-change");

    assertEquals(1, EventStreamClient.ids(ours.poll(stream)).size());
    ApiClient crossed =
        new ApiClient(another.admin().base(), Map.of())
            .with("Authorization", "Bearer " + token(ours.app()));
    assertRefused(
        403,
        "The access token belongs to another tenant. Request a token of this tenant.",
        crossed.get("/ssf/stream"));
    assertRefused(
        404, "The poll stream was not found.", theirs.api().post("/ssf/poll/" + stream, Map.of()));
  }

  private static ApiClient.Answer pushTo(EventStreamClient streams, String url) {
    Map<String, Object> delivery = Map.of("method", EventStreamClient.PUSH, "endpoint_url", url);
    return streams.api().post("/ssf/stream", Map.of("delivery", delivery));
  }

  @Test
  void refusesAStreamWhoseEndpointIsAnInternalAddress() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    for (String url :
        List.of(
            "https://169.254.169.254/latest",
            "https://10.0.0.1/",
            "https://[fd00::1]/",
            "https://[::ffff:10.0.0.1]/")) {
      assertRefused(
          400,
          "`delivery.endpoint_url` must not be a loopback or private network address.",
          pushTo(streams, url));
    }
    assertEquals(0, streams.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void refusesNonHttpsEndpoints() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    for (String url :
        List.of(
            "http://receiver.example.com/events",
            "file:///etc/passwd",
            "https://user:secret@receiver.example.com/",
            "https://receiver.example.com/#part",
            "gopher://receiver.example.com/",
            "https:///events")) {
      assertRefused(400, "`delivery.endpoint_url` must be an https URL.", pushTo(streams, url));
    }
    assertRefused(
        400,
        "`delivery.endpoint_url` is required for push.",
        streams
            .api()
            .post("/ssf/stream", Map.of("delivery", Map.of("method", EventStreamClient.PUSH))));
    assertRefused(
        400,
        "`delivery.method` must be urn:ietf:rfc:8935 (push) or urn:ietf:rfc:8936 " + "(poll).",
        streams
            .api()
            .post(
                "/ssf/stream", Map.of("delivery", Map.of("method", "urn:example:carrier-pigeon"))));
  }

  @Test
  void refusesHeaderInjectionInAuthorizationHeader() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    Map<String, Object> delivery =
        Map.of(
            "method",
            EventStreamClient.PUSH,
            "endpoint_url",
            receiver.url(),
            "authorization_header",
            "Bearer x\r\nHost: internal");

    streams.api().post("/ssf/stream", Map.of("delivery", delivery)).expect(400);
  }

  @Test
  void hidesEndpointSecretAndDropsItOnUrlChange() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    Map<String, Object> delivery =
        Map.of(
            "method", EventStreamClient.PUSH,
            "endpoint_url", "https://receiver.example.com/events",
            "authorization_header", "Bearer hidden-thing");
    ApiClient.Answer made =
        streams.api().post("/ssf/stream", Map.of("delivery", delivery)).expect(201);
    assertFalse(made.text().contains("hidden-thing"));
    assertTrue(made.body().path("delivery").path("authorization_configured").asBoolean());
    String stream = made.body().path("stream_id").asText();

    ApiClient.Answer moved =
        streams
            .api()
            .patch(
                "/ssf/stream",
                Map.of(
                    "stream_id",
                    stream,
                    "delivery",
                    Map.of("method", EventStreamClient.PUSH, "endpoint_url", receiver.url())))
            .expect(200);
    assertFalse(moved.body().path("delivery").path("authorization_configured").asBoolean());
    setPassword(TestPerson.create(server, tenant));

    assertEquals(null, receiver.next().authorization());
    assertFalse(server.logs().contains("hidden-thing"));
    assertFalse(tenant.admin().get("/admin/audit-logs").text().contains("hidden-thing"));
  }

  @Test
  void requiresStreamScope() {
    EventStreamClient plain = EventStreamClient.of(tenant, "documents.read", Map.of());
    EventStreamClient reader = EventStreamClient.of(tenant, "ssf.read", Map.of());
    ApiClient user =
        tenant
            .admin()
            .with(
                "Authorization",
                "Bearer "
                    + TestPerson.create(server, tenant)
                        .tokens(TestApplication.register(tenant, Map.of()))
                        .path("access_token")
                        .asText());

    for (ApiClient who : List.of(plain.api(), user)) {
      who.get("/ssf/stream").expect(403);
      who.post("/ssf/stream", Map.of()).expect(403);
      who.post("/ssf/poll/str_1", Map.of()).expect(403);
    }
    server.anonymous().at("/t/" + tenant.slug() + "/api/v1").get("/ssf/stream").expect(401);
    reader.api().get("/ssf/stream").expect(200);
    ApiClient.Answer refused = reader.api().post("/ssf/stream", Map.of()).expect(403);
    assertEquals("insufficient_scope", refused.body().path("code").asText());
  }

  @Test
  void refusesStreamScopeToSelfRegisteredClients() {
    assertRefused(
        422,
        "Administrative scopes are not available to clients that register " + "themselves.",
        tenant
            .admin()
            .patch(
                "/admin/settings/dynamicClientRegistration",
                Map.of("scopes", List.of("openid", "ssf.manage"))));
  }

  /** SSF sections 8.1.1 to 8.1.4: 400 for a request that cannot be read. */
  @ParameterizedTest
  @CsvSource({
    "POST, stream",
    "PATCH, stream",
    "PUT, stream",
    "POST, status",
    "POST, subjects/add",
    "POST, subjects/remove",
    "POST, verify"
  })
  void refusesNonObjectBodies(String method, String path) {
    ApiClient receiver = EventStreamClient.of(tenant).api();
    for (String body :
        List.of("", "null", "[]", "\"x\"", "7", "{", "{\"stream_id\":\"\\u0000\"}")) {
      ApiClient.Answer answer =
          receiver.send(
              method, "/ssf/" + path, "application/json", body.getBytes(StandardCharsets.UTF_8));

      assertEquals(400, answer.status(), method + " " + path + " " + body);
      assertEquals("invalid_request", answer.body().path("code").asText(), answer.text());
    }
  }

  @Test
  void refusesOversizedAndMalformedBodies() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    byte[] large =
        ("{\"ack\":[\"" + "x".repeat(2_000_000) + "\"]}").getBytes(StandardCharsets.UTF_8);

    assertEquals(
        413, streams.api().send("POST", "/ssf/poll/" + stream, "application/json", large).status());
    streams
        .api()
        .post("/ssf/poll/" + stream, Map.of("ack", Collections.nCopies(1_001, "set_x")))
        .expect(400);
    streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", -1)).expect(400);
    streams.api().post("/ssf/poll/" + stream, Map.of("everything", true)).expect(400);
    streams.api().post("/ssf/poll/" + stream, List.of(1)).expect(400);
    streams.api().post("/ssf/subjects/add", Map.of("stream_id", stream)).expect(400);
    streams.api().post("/ssf/status", Map.of("stream_id", stream, "status", "asleep")).expect(400);
    ApiClient.Answer none =
        streams
            .api()
            .patch("/ssf/stream", Map.of("stream_id", stream, "events_requested", List.of()))
            .expect(200);
    assertEquals(0, none.body().path("events_delivered").size(), none.text());
    streams
        .api()
        .post("/ssf/verify", Map.of("stream_id", stream, "state", "x".repeat(1_001)))
        .expect(400);
    streams.api().post("/ssf/stream", Map.of("status", "enabled")).expect(400);
    for (Object subject :
        List.of(
            "usr_1",
            Map.of("format", "did", "url", "did:example:1"),
            Map.of("format", "opaque"),
            Map.of("format", "opaque", "id", "x", "more", "y"),
            Map.of("format", "complex", "session", Map.of("format", "opaque", "id", "x")))) {
      assertEquals(
          400,
          streams
              .api()
              .post("/ssf/subjects/add", Map.of("stream_id", stream, "subject", subject))
              .status(),
          subject.toString());
    }
  }

  @Test
  void limitsStreamsPerReceiver() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    for (int i = 0; i < 10; i++) {
      streams.createPollStream();
    }

    assertRefused(
        409,
        "A receiver can have at most 10 streams.",
        streams.api().post("/ssf/stream", Map.of()));
  }

  @Test
  void pushesNothingToDisabledClient() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    EventStreamClient other = EventStreamClient.of(tenant);
    streams.createPushStream(receiver.url());
    String witness = other.createPollStream();
    tenant
        .admin()
        .patch("/admin/clients/" + streams.app().id(), Map.of("isActive", false))
        .expect(200);

    setPassword(TestPerson.create(server, tenant));

    ConditionPoller.until(
        "another receiver hears of it",
        SOON,
        () -> EventStreamClient.types(other.poll(witness)).contains("credential-change"));
    assertEquals(0, receiver.unseen());
    tenant
        .admin()
        .patch("/admin/clients/" + streams.app().id(), Map.of("isActive", true))
        .expect(200);
    assertFalse(receiver.next().token().isEmpty());
  }

  private static void assertRefused(int status, String why, ApiClient.Answer answer) {
    assertEquals(status, answer.status(), answer.toString());
    assertEquals(why, answer.body().path("message").asText(), answer.toString());
  }
}
