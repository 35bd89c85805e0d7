package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.fixture.Delegated;
import org.lumoauth.itests.http.fixture.EventStreams;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Tenant;

/** How a receiver manages its streams, and what it is told by them. */
class SsfStreamsIT extends SsfSetting {
  @Test
  void verifiesAStreamWithTheReceiversState() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.pushed(receiver.url());

    streams
        .api()
        .post("/ssf/verify", Map.of("stream_id", stream, "state", "VGhpcyBpcyBh"))
        .expect(204);

    JsonNode claims = EventReceiver.verified(tenant, receiver.next().token());
    assertEquals("opaque", claims.path("sub_id").path("format").asText());
    assertEquals(stream, claims.path("sub_id").path("id").asText());
    assertEquals(
        "VGhpcyBpcyBh",
        claims.path("events").path(EventStreams.SSF + "verification").path("state").asText());
    Api.Answer again = streams.api().post("/ssf/verify", Map.of("stream_id", stream)).expect(429);
    assertTrue(again.response().headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void holdsEventsWhilePausedAndHasNoneWhileDisabled() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    Person ada = Person.create(server, tenant);
    turn(streams, stream, "paused");
    setPassword(ada);
    assertEquals(
        409,
        streams.api().post("/ssf/verify", Map.of("stream_id", stream)).status(),
        "a paused stream is not verified");
    assertEquals(List.of(), EventStreams.ids(streams.poll(stream)));

    turn(streams, stream, "enabled");
    awaitTypes(streams, stream, "credential-change");
    turn(streams, stream, "disabled");
    setPassword(ada);
    turn(streams, stream, "enabled");
    Person bob = Person.create(server, tenant);
    setPassword(bob);

    awaitTypes(streams, stream, "credential-change");
    String token = EventStreams.stream(streams.poll(stream)).toList().get(0);
    assertEquals(bob.id(), Jwt.claims(token).path("sub_id").path("sub").asText());
  }

  @Test
  void changesAndReplacesAndDeletesAStream() {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
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
                    List.of(EventStreams.SESSION_REVOKED, "urn:example:unknown"),
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
                    Map.of("method", EventStreams.PUSH, "endpoint_url", receiver.url())))
            .expect(200)
            .body();
    assertEquals(5, replaced.path("events_delivered").size());
    assertFalse(replaced.has("description"));
    assertEquals(EventStreams.PUSH, replaced.path("delivery").path("method").asText());

    streams.api().delete("/ssf/stream").expect(400);
    streams.api().delete(query).expect(204);
    streams.api().get(query).expect(404);
    assertEquals(0, streams.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void tellsOfTheSubjectsThatTheReceiverWants() throws Exception {
    tenant.admin().patch("/admin/settings/ssf", Map.of("defaultSubjects", "NONE")).expect(200);
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    Person ada = Person.create(server, tenant);
    Person bob = Person.create(server, tenant);
    Person eve = Person.create(server, tenant);
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
    String token = EventStreams.stream(streams.poll(stream)).toList().get(0);
    assertEquals(ada.id(), Jwt.claims(token).path("sub_id").path("sub").asText());
  }

  @Test
  void tellsOfAConsentThatSomebodyTakesBackAndOfTheAgentItWasFor() throws Exception {
    Delegated ada = Delegated.signedIn(server, tenant);
    Tenant.Agent agent = ada.consented(Delegated.READ, Delegated.ON_BEHALF);
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    String delegation = ada.delegation(agent);

    tenant.admin().delete("/admin/delegations/" + delegation).expect(200);

    awaitTypes(streams, stream, "session-revoked");
    JsonNode subject =
        Jwt.claims(EventStreams.stream(streams.poll(stream)).toList().get(0)).path("sub_id");
    assertEquals(ada.person.id(), subject.path("user").path("sub").asText());
    assertEquals(agent.id(), subject.path("application").path("sub").asText());
    assertEquals(delegation, subject.path("session").path("id").asText());
  }

  @Test
  void tellsOfATaskThatEndedWithItsTokens() throws Exception {
    Tenant.Agent agent = tenant.agent("Courier", List.of("files.read"), List.of());
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    Api asAgent = agent.authenticated();
    JsonNode task = asAgent.post("/jit/task", Map.of("name", "Fetch")).expect(201).body();

    asAgent.post("/jit/task/" + task.path("task_id").asText() + "/complete", Map.of()).expect(200);

    awaitTypes(streams, stream, "session-revoked");
    JsonNode subject =
        Jwt.claims(EventStreams.stream(streams.poll(stream)).toList().get(0)).path("sub_id");
    assertEquals(agent.id(), subject.path("application").path("sub").asText());
    assertEquals(
        task.path("caep_session_id").asText(), subject.path("session").path("id").asText());
  }

  @Test
  void givesAClientThePairwiseNamesThatItKnows() throws Exception {
    EventStreams streams =
        EventStreams.of(tenant, "ssf.manage", Map.of("subject_type", "pairwise"));
    String stream = streams.polled();
    Person ada = Person.create(server, tenant);

    setPassword(ada);

    awaitTypes(streams, stream, "credential-change");
    String token = EventStreams.stream(streams.poll(stream)).toList().get(0);
    String sub = Jwt.claims(token).path("sub_id").path("sub").asText();
    assertFalse(sub.isEmpty());
    assertFalse(Jwt.claims(token).toString().contains(ada.id()), token);
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

  private static void turn(EventStreams streams, String stream, String status) {
    streams.api().post("/ssf/status", Map.of("stream_id", stream, "status", status)).expect(200);
  }
}
