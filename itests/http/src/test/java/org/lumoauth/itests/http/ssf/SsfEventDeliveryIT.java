/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** Receivers hear of what happens in the shipped server: pushed to them, and polled by them. */
class SsfEventDeliveryIT extends SsfTestBase {
  private static final int ROUNDS = 10;

  @Test
  void publishesConfigurationAtEachWellKnownPath() {
    String slug = tenant.slug();
    ApiClient anybody = server.anonymous();
    List<String> forms =
        List.of(
            "/t/" + slug + "/api/v1/.well-known/ssf-configuration",
            "/orgs/" + slug + "/api/v1/.well-known/ssf-configuration",
            "/t/" + slug + "/.well-known/ssf-configuration",
            "/.well-known/ssf-configuration/t/" + slug + "/api/v1");

    for (String form : forms) {
      JsonNode metadata = anybody.get(form).expect(200).body();
      String issuer = metadata.path("issuer").asText();
      assertTrue(issuer.endsWith("/t/" + slug + "/api/v1"), form + " " + issuer);
      assertEquals("1_0", metadata.path("spec_version").asText());
      assertEquals(issuer + "/ssf/stream", metadata.path("configuration_endpoint").asText());
      assertEquals(2, metadata.path("delivery_methods_supported").size());
      assertEquals(
          "urn:ietf:rfc:6749",
          metadata.path("authorization_schemes").path(0).path("spec_urn").asText());
    }
  }

  @Test
  void pushesSessionRevocationByAdministrator() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    streams.create(
        Map.of(
            "delivery",
            Map.of(
                "method",
                EventStreamClient.PUSH,
                "endpoint_url",
                receiver.url(),
                "authorization_header",
                "Bearer receivers-own"),
            "events_requested",
            List.of(EventStreamClient.SESSION_REVOKED)));
    TestPerson ada = TestPerson.create(server, tenant).signIn();
    String session = sessionOf(ada);

    tenant.admin().delete("/admin/sessions/" + session).expect(200);

    PushEventReceiver.PushedEvent push = receiver.next();
    assertEquals("application/secevent+jwt", push.contentType());
    assertEquals("Bearer receivers-own", push.authorization());
    JsonNode claims = PushEventReceiver.verified(tenant, push.token());
    assertEquals(streams.app().id(), claims.path("aud").asText());
    JsonNode subject = claims.path("sub_id");
    assertEquals("complex", subject.path("format").asText());
    assertEquals("iss_sub", subject.path("user").path("format").asText());
    assertEquals(claims.path("iss").asText(), subject.path("user").path("iss").asText());
    assertEquals(ada.id(), subject.path("user").path("sub").asText());
    assertEquals(session, subject.path("session").path("id").asText());
    JsonNode event = claims.path("events").path(EventStreamClient.SESSION_REVOKED);
    assertEquals("admin", event.path("initiating_entity").asText());
    assertFalse(event.path("reason_admin").path("en").asText().isEmpty());
    tenant.admin().get("/admin/audit-logs/" + claims.path("txn").asText()).expect(200);
  }

  @Test
  void pushesEachRevocationAndReportsLatency(TestReporter reporter) throws Exception {
    EventStreamClient.of(tenant).createPushStream(receiver.url());
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String session = sessionOf(TestPerson.create(server, tenant).signIn());
      tenant.admin().delete("/admin/sessions/" + session).expect(200);
      long acknowledged = System.nanoTime();
      millis.add(TimeUnit.NANOSECONDS.toMillis(receiver.next().arrivedAt() - acknowledged));
    }
    reporter.publishEntry("milliseconds from the answer to the push", millis.toString());
  }

  @Test
  void returnsPolledEventsUntilAcknowledged() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    TestPerson ada = TestPerson.create(server, tenant);
    TestTenant.Agent agent = tenant.agent("Courier", List.of("files.read"), List.of());
    setPassword(ada);
    tenant.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);
    awaitTypes(streams, stream, "credential-change", "session-revoked", "account-disabled");

    JsonNode first = streams.poll(stream, Map.of("maxEvents", 1));
    assertEquals(List.of("credential-change"), EventStreamClient.types(first));
    assertTrue(first.path("moreAvailable").asBoolean());
    String jti = EventStreamClient.ids(first).get(0);
    JsonNode claims =
        PushEventReceiver.verified(tenant, EventStreamClient.stream(first).toList().get(0));
    assertEquals(jti, claims.path("jti").asText());
    assertEquals(ada.id(), claims.path("sub_id").path("sub").asText());
    JsonNode event = claims.path("events").path(EventStreamClient.CREDENTIAL_CHANGE);
    assertEquals("password", event.path("credential_type").asText());
    assertEquals("update", event.path("change_type").asText());
    assertEquals(jti, EventStreamClient.ids(streams.poll(stream)).get(0), "not acknowledged");

    JsonNode rest = streams.poll(stream, Map.of("ack", List.of(jti)));
    assertEquals(List.of("session-revoked", "account-disabled"), EventStreamClient.types(rest));
    List<String> ids = EventStreamClient.ids(rest);
    assertEquals(
        agent.id(),
        UnverifiedJwt.claims(EventStreamClient.stream(rest).toList().get(0))
            .path("sub_id")
            .path("sub")
            .asText());
    JsonNode nothing =
        streams.poll(
            stream,
            Map.of(
                "maxEvents", 0,
                "ack", List.of(ids.get(0)),
                "setErrs",
                    Map.of(ids.get(1), Map.of("err", "invalid_request", "description", "no"))));
    assertEquals(0, nothing.path("sets").size());
    assertEquals(List.of(), EventStreamClient.ids(streams.poll(stream)));
  }

  @Test
  void completesLongPollOnEvent() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    TestPerson ada = TestPerson.create(server, tenant);

    CompletableFuture<ApiClient.Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", 5)));
    CompletableFuture<ApiClient.Answer> another =
        CompletableFuture.supplyAsync(
            () -> streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", 5)));
    setPassword(ada);

    for (CompletableFuture<ApiClient.Answer> poll : List.of(waiting, another)) {
      JsonNode answer = poll.get(25, TimeUnit.SECONDS).expect(200).body();
      assertEquals(List.of("credential-change"), EventStreamClient.types(answer));
    }
  }

  @Test
  void redeliversInOrderAfterReceiverOutage() throws Exception {
    receiver.answer(503);
    EventStreamClient.of(tenant).createPushStream(receiver.url());
    TestPerson ada = TestPerson.create(server, tenant);
    TestPerson bob = TestPerson.create(server, tenant);
    setPassword(ada);
    setPassword(bob);
    String first = receiver.next().claims().path("jti").asText();
    assertEquals(first, receiver.next().claims().path("jti").asText(), "the same again");

    receiver.answer(202);

    List<PushEventReceiver.PushedEvent> taken = new ArrayList<>();
    while (taken.size() < 2) {
      PushEventReceiver.PushedEvent push = receiver.next();
      if (push.answered() == 202) {
        taken.add(push);
      }
    }
    assertEquals(first, taken.get(0).claims().path("jti").asText());
    assertEquals(ada.id(), taken.get(0).claims().path("sub_id").path("sub").asText());
    assertEquals(bob.id(), taken.get(1).claims().path("sub_id").path("sub").asText());
  }

  @Test
  void continuesAfterRejectedToken() throws Exception {
    receiver.refuse("invalid_audience");
    EventStreamClient.of(tenant).createPushStream(receiver.url());
    TestPerson ada = TestPerson.create(server, tenant);
    TestPerson bob = TestPerson.create(server, tenant);

    setPassword(ada);
    setPassword(bob);

    assertEquals(ada.id(), receiver.next().claims().path("sub_id").path("sub").asText());
    assertEquals(bob.id(), receiver.next().claims().path("sub_id").path("sub").asText());
  }

  private String sessionOf(TestPerson person) {
    JsonNode sessions =
        tenant.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data();
    return sessions.path(0).path("id").asText();
  }
}
