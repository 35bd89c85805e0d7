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
import org.lumoauth.itests.http.fixture.EventStreams;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Tenant;

/** Receivers hear of what happens in the shipped server: pushed to them, and polled by them. */
class SsfIT extends SsfSetting {
  private static final int ROUNDS = 10;

  @Test
  void publishesItsConfigurationInEveryForm() {
    String slug = tenant.slug();
    Api anybody = server.anonymous();
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
  void pushesASessionThatAnAdministratorEnds() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    streams.create(
        Map.of(
            "delivery",
            Map.of(
                "method",
                EventStreams.PUSH,
                "endpoint_url",
                receiver.url(),
                "authorization_header",
                "Bearer receivers-own"),
            "events_requested",
            List.of(EventStreams.SESSION_REVOKED)));
    Person ada = Person.create(server, tenant).signIn();
    String session = sessionOf(ada);

    tenant.admin().delete("/admin/sessions/" + session).expect(200);

    EventReceiver.Pushed push = receiver.next();
    assertEquals("application/secevent+jwt", push.contentType());
    assertEquals("Bearer receivers-own", push.authorization());
    JsonNode claims = EventReceiver.verified(tenant, push.token());
    assertEquals(streams.app().id(), claims.path("aud").asText());
    JsonNode subject = claims.path("sub_id");
    assertEquals("complex", subject.path("format").asText());
    assertEquals("iss_sub", subject.path("user").path("format").asText());
    assertEquals(claims.path("iss").asText(), subject.path("user").path("iss").asText());
    assertEquals(ada.id(), subject.path("user").path("sub").asText());
    assertEquals(session, subject.path("session").path("id").asText());
    JsonNode event = claims.path("events").path(EventStreams.SESSION_REVOKED);
    assertEquals("admin", event.path("initiating_entity").asText());
    assertFalse(event.path("reason_admin").path("en").asText().isEmpty());
    tenant.admin().get("/admin/audit-logs/" + claims.path("txn").asText()).expect(200);
  }

  @Test
  void tellsOfEachRevocationAndHowLongItTook(TestReporter reporter) throws Exception {
    EventStreams.of(tenant).pushed(receiver.url());
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String session = sessionOf(Person.create(server, tenant).signIn());
      tenant.admin().delete("/admin/sessions/" + session).expect(200);
      long acknowledged = System.nanoTime();
      millis.add(TimeUnit.NANOSECONDS.toMillis(receiver.next().arrivedAt() - acknowledged));
    }
    reporter.publishEntry("milliseconds from the answer to the push", millis.toString());
  }

  @Test
  void givesAPollingReceiverWhatWaitsUntilItAcknowledges() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    Person ada = Person.create(server, tenant);
    Tenant.Agent agent = tenant.agent("Courier", List.of("files.read"), List.of());
    setPassword(ada);
    tenant.admin().post("/admin/agents/" + agent.id() + "/disable", Map.of()).expect(200);
    awaitTypes(streams, stream, "credential-change", "session-revoked", "account-disabled");

    JsonNode first = streams.poll(stream, Map.of("maxEvents", 1));
    assertEquals(List.of("credential-change"), EventStreams.types(first));
    assertTrue(first.path("moreAvailable").asBoolean());
    String jti = EventStreams.ids(first).get(0);
    JsonNode claims = EventReceiver.verified(tenant, EventStreams.stream(first).toList().get(0));
    assertEquals(jti, claims.path("jti").asText());
    assertEquals(ada.id(), claims.path("sub_id").path("sub").asText());
    JsonNode event = claims.path("events").path(EventStreams.CREDENTIAL_CHANGE);
    assertEquals("password", event.path("credential_type").asText());
    assertEquals("update", event.path("change_type").asText());
    assertEquals(jti, EventStreams.ids(streams.poll(stream)).get(0), "not acknowledged");

    JsonNode rest = streams.poll(stream, Map.of("ack", List.of(jti)));
    assertEquals(List.of("session-revoked", "account-disabled"), EventStreams.types(rest));
    List<String> ids = EventStreams.ids(rest);
    assertEquals(
        agent.id(),
        Jwt.claims(EventStreams.stream(rest).toList().get(0)).path("sub_id").path("sub").asText());
    JsonNode nothing =
        streams.poll(
            stream,
            Map.of(
                "maxEvents", 0,
                "ack", List.of(ids.get(0)),
                "setErrs",
                    Map.of(ids.get(1), Map.of("err", "invalid_request", "description", "no"))));
    assertEquals(0, nothing.path("sets").size());
    assertEquals(List.of(), EventStreams.ids(streams.poll(stream)));
  }

  @Test
  void letsAPollWaitUntilThereIsAnEvent() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    Person ada = Person.create(server, tenant);

    CompletableFuture<Api.Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", 5)));
    CompletableFuture<Api.Answer> another =
        CompletableFuture.supplyAsync(
            () -> streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", 5)));
    setPassword(ada);

    for (CompletableFuture<Api.Answer> poll : List.of(waiting, another)) {
      JsonNode answer = poll.get(25, TimeUnit.SECONDS).expect(200).body();
      assertEquals(List.of("credential-change"), EventStreams.types(answer));
    }
  }

  @Test
  void keepsWhatAReceiverThatIsDownDidNotTakeInItsOrder() throws Exception {
    receiver.answer(503);
    EventStreams.of(tenant).pushed(receiver.url());
    Person ada = Person.create(server, tenant);
    Person bob = Person.create(server, tenant);
    setPassword(ada);
    setPassword(bob);
    String first = receiver.next().claims().path("jti").asText();
    assertEquals(first, receiver.next().claims().path("jti").asText(), "the same again");

    receiver.answer(202);

    List<EventReceiver.Pushed> taken = new ArrayList<>();
    while (taken.size() < 2) {
      EventReceiver.Pushed push = receiver.next();
      if (push.answered() == 202) {
        taken.add(push);
      }
    }
    assertEquals(first, taken.get(0).claims().path("jti").asText());
    assertEquals(ada.id(), taken.get(0).claims().path("sub_id").path("sub").asText());
    assertEquals(bob.id(), taken.get(1).claims().path("sub_id").path("sub").asText());
  }

  @Test
  void goesOnAfterATokenThatTheReceiverCallsWrong() throws Exception {
    receiver.refuse("invalid_audience");
    EventStreams.of(tenant).pushed(receiver.url());
    Person ada = Person.create(server, tenant);
    Person bob = Person.create(server, tenant);

    setPassword(ada);
    setPassword(bob);

    assertEquals(ada.id(), receiver.next().claims().path("sub_id").path("sub").asText());
    assertEquals(bob.id(), receiver.next().claims().path("sub_id").path("sub").asText());
  }

  private String sessionOf(Person person) {
    JsonNode sessions =
        tenant.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data();
    return sessions.path(0).path("id").asText();
  }
}
