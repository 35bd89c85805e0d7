/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.DelegationScenario;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** How a receiver manages its streams, and what it is told by them. */
class SsfStreamsIT extends SsfTestBase {
  @Test
  void verifiesAStreamWithTheReceiversState() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPushStream(receiver.url());

    streams
        .api()
        .post("/ssf/verify", Map.of("stream_id", stream, "state", "VGhpcyBpcyBh"))
        .expect(204);

    JsonNode claims = PushEventReceiver.verified(tenant, receiver.next().token());
    assertEquals("opaque", claims.path("sub_id").path("format").asText());
    assertEquals(stream, claims.path("sub_id").path("id").asText());
    assertEquals(
        "VGhpcyBpcyBh",
        claims.path("events").path(EventStreamClient.SSF + "verification").path("state").asText());
    ApiClient.Answer again =
        streams.api().post("/ssf/verify", Map.of("stream_id", stream)).expect(429);
    assertTrue(again.response().headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void queuesEventsWhilePausedAndDropsThemWhileDisabled() throws Exception {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    TestPerson ada = TestPerson.create(server, tenant);
    setStatus(streams, stream, "paused");
    setPassword(ada);
    assertEquals(
        409,
        streams.api().post("/ssf/verify", Map.of("stream_id", stream)).status(),
        "a paused stream is not verified");
    assertEquals(List.of(), EventStreamClient.ids(streams.poll(stream)));

    setStatus(streams, stream, "enabled");
    awaitTypes(streams, stream, "credential-change");
    setStatus(streams, stream, "disabled");
    setPassword(ada);
    setStatus(streams, stream, "enabled");
    TestPerson bob = TestPerson.create(server, tenant);
    setPassword(bob);

    awaitTypes(streams, stream, "credential-change");
    String token = EventStreamClient.stream(streams.poll(stream)).toList().get(0);
    assertEquals(bob.id(), UnverifiedJwt.claims(token).path("sub_id").path("sub").asText());
  }

  @Test
  void changesAndReplacesAndDeletesAStream() {
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    String query = "/ssf/stream?stream_id=" + stream;
    JsonNode made = streams.api().get(query).expect(200).body();
    assertEquals(streams.app().id(), made.path("aud").asText());
    assertTrue(made.path("delivery").path("endpoint_url").asText().endsWith("/ssf/poll/" + stream));

    JsonNode patched =
        streams
            .api()
            .patch(
                "/ssf/stream",
                Map.of(
                    "stream_id",
                    stream,
                    "iss",
                    made.path("iss").asText(),
                    "events_requested",
                    List.of(EventStreamClient.SESSION_REVOKED, "urn:example:unknown"),
                    "description",
                    "Sessions"))
            .expect(200)
            .body();
    assertEquals(1, patched.path("events_delivered").size());
    assertEquals(2, patched.path("events_requested").size());
    streams
        .api()
        .patch("/ssf/stream", Map.of("stream_id", stream, "aud", "somebody-else"))
        .expect(400);
    JsonNode replaced =
        streams
            .api()
            .put(
                "/ssf/stream",
                Map.of(
                    "stream_id",
                    stream,
                    "delivery",
                    Map.of("method", EventStreamClient.PUSH, "endpoint_url", receiver.url())))
            .expect(200)
            .body();
    assertEquals(5, replaced.path("events_delivered").size());
    assertFalse(replaced.has("description"));
    assertEquals(EventStreamClient.PUSH, replaced.path("delivery").path("method").asText());

    streams.api().delete("/ssf/stream").expect(400);
    streams.api().delete(query).expect(204);
    streams.api().get(query).expect(404);
    assertEquals(0, streams.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void deliversEventsOfSelectedSubjects() throws Exception {
    tenant.admin().patch("/admin/settings/ssf", Map.of("defaultSubjects", "NONE")).expect(200);
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    TestPerson ada = TestPerson.create(server, tenant);
    TestPerson bob = TestPerson.create(server, tenant);
    TestPerson eve = TestPerson.create(server, tenant);
    add(streams, stream, Map.of("format", "opaque", "id", ada.id()));
    add(streams, stream, Map.of("format", "opaque", "id", eve.id()));
    add(streams, stream, Map.of("format", "email", "email", "nobody@example.com"));
    streams
        .api()
        .post(
            "/ssf/subjects/remove",
            Map.of(
                "stream_id",
                stream,
                "subject",
                Map.of("format", "iss_sub", "iss", issuer(), "sub", eve.id())))
        .expect(204);

    setPassword(bob);
    setPassword(eve);
    setPassword(ada);

    awaitTypes(streams, stream, "credential-change");
    String token = EventStreamClient.stream(streams.poll(stream)).toList().get(0);
    assertEquals(ada.id(), UnverifiedJwt.claims(token).path("sub_id").path("sub").asText());
  }

  @Test
  void reportsRevokedConsentWithItsAgent() throws Exception {
    DelegationScenario ada = DelegationScenario.signIn(server, tenant);
    TestTenant.Agent agent =
        ada.agentWithConsent(DelegationScenario.READ, DelegationScenario.ON_BEHALF);
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    String delegation = ada.delegation(agent);

    tenant.admin().delete("/admin/delegations/" + delegation).expect(200);

    awaitTypes(streams, stream, "session-revoked");
    JsonNode subject =
        UnverifiedJwt.claims(EventStreamClient.stream(streams.poll(stream)).toList().get(0))
            .path("sub_id");
    assertEquals(ada.person.id(), subject.path("user").path("sub").asText());
    assertEquals(agent.id(), subject.path("application").path("sub").asText());
    assertEquals(delegation, subject.path("session").path("id").asText());
  }

  @Test
  void reportsEndedTaskWithItsTokens() throws Exception {
    TestTenant.Agent agent = tenant.agent("Courier", List.of("files.read"), List.of());
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    ApiClient asAgent = agent.authenticated();
    JsonNode task = asAgent.post("/jit/task", Map.of("name", "Fetch")).expect(201).body();

    asAgent.post("/jit/task/" + task.path("task_id").asText() + "/complete", Map.of()).expect(200);

    awaitTypes(streams, stream, "session-revoked");
    JsonNode subject =
        UnverifiedJwt.claims(EventStreamClient.stream(streams.poll(stream)).toList().get(0))
            .path("sub_id");
    assertEquals(agent.id(), subject.path("application").path("sub").asText());
    assertEquals(
        task.path("caep_session_id").asText(), subject.path("session").path("id").asText());
  }

  @Test
  void usesPairwiseSubjectsOfTheClient() throws Exception {
    EventStreamClient streams =
        EventStreamClient.of(tenant, "ssf.manage", Map.of("subject_type", "pairwise"));
    String stream = streams.createPollStream();
    TestPerson ada = TestPerson.create(server, tenant);

    setPassword(ada);

    awaitTypes(streams, stream, "credential-change");
    String token = EventStreamClient.stream(streams.poll(stream)).toList().get(0);
    String sub = UnverifiedJwt.claims(token).path("sub_id").path("sub").asText();
    assertFalse(sub.isEmpty());
    assertFalse(UnverifiedJwt.claims(token).toString().contains(ada.id()), token);
  }

  private String issuer() {
    return tenant
        .admin()
        .get("/.well-known/ssf-configuration")
        .expect(200)
        .body()
        .path("issuer")
        .asText();
  }

  private static void setStatus(EventStreamClient streams, String stream, String status) {
    streams.api().post("/ssf/status", Map.of("stream_id", stream, "status", status)).expect(200);
  }
}
