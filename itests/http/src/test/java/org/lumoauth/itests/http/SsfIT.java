package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers hear of what happens in the shipped server: pushed to them, and polled by them. */
@ExtendWith(Shared.class)
class SsfIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ROUNDS = 10;

  private static Server server;
  private Tenant tenant;
  private EventReceiver receiver;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @BeforeEach
  void open() throws IOException {
    tenant = Tenant.create(server);
    receiver = new EventReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

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
  void tellsOfARevocationWithinASecond(TestReporter reporter) throws Exception {
    EventStreams.of(tenant).pushed(receiver.url());
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String session = sessionOf(Person.create(server, tenant).signIn());
      tenant.admin().delete("/admin/sessions/" + session).expect(200);
      long acknowledged = System.nanoTime();
      millis.add(TimeUnit.NANOSECONDS.toMillis(receiver.next().arrivedAt() - acknowledged));
    }
    Collections.sort(millis);
    reporter.publishEntry("milliseconds from the answer to the push", millis.toString());

    assertTrue(millis.get(ROUNDS / 2) < 1_000, "milliseconds: " + millis);
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
  void answersALongPollOfWhichNothingComes() {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    long begun = System.nanoTime();

    JsonNode answer = streams.api().post("/ssf/poll/" + stream, Map.of()).expect(200).body();

    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    assertEquals(0, answer.path("sets").size());
    assertTrue(seconds >= 15 && seconds < 28, "answered after " + seconds + " s");
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

  @Test
  void keepsTheStreamsOfTwoClientsApart() throws Exception {
    EventStreams ours = EventStreams.of(tenant);
    EventStreams theirs = EventStreams.of(tenant);
    String stream = ours.polled();
    String other = theirs.polled();
    setPassword(Person.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");
    awaitTypes(theirs, other, "credential-change");
    String jti = EventStreams.ids(ours.poll(stream)).get(0);
    String query = "/ssf/stream?stream_id=" + stream;

    theirs.api().get(query).expect(404);
    theirs.api().delete(query).expect(404);
    theirs.api().patch("/ssf/stream", Map.of("stream_id", stream)).expect(404);
    theirs.api().get("/ssf/status?stream_id=" + stream).expect(404);
    theirs.api().post("/ssf/verify", Map.of("stream_id", stream)).expect(404);
    theirs.api().post("/ssf/poll/" + stream, Map.of("ack", List.of(jti))).expect(404);

    assertEquals(List.of(jti), EventStreams.ids(ours.poll(stream)));
    assertEquals(1, theirs.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void takesNoAcknowledgementOfAnotherStreamsEvent() throws Exception {
    EventStreams ours = EventStreams.of(tenant);
    EventStreams theirs = EventStreams.of(tenant);
    String stream = ours.polled();
    String other = theirs.polled();
    setPassword(Person.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");
    awaitTypes(theirs, other, "credential-change");
    String jti = EventStreams.ids(ours.poll(stream)).get(0);

    theirs.poll(
        other,
        Map.of(
            "ack", List.of(jti),
            "setErrs", Map.of(jti, Map.of("err", "invalid_request", "description", ""))));

    assertEquals(List.of(jti), EventStreams.ids(ours.poll(stream)));
  }

  @Test
  void tellsNobodyOfAnotherTenant() throws Exception {
    Tenant another = Tenant.create(server);
    EventStreams ours = EventStreams.of(tenant);
    EventStreams theirs = EventStreams.of(another);
    String stream = ours.polled();
    String other = theirs.polled();
    setPassword(Person.create(server, tenant));
    awaitTypes(ours, stream, "credential-change");

    setPassword(another, Person.create(server, another));
    awaitTypes(theirs, other, "credential-change");

    assertEquals(1, EventStreams.ids(ours.poll(stream)).size());
    Api crossed =
        new Api(another.admin().base(), Map.of())
            .with("Authorization", "Bearer " + token(ours.app()));
    assertTrue(
        List.of(401, 403).contains(crossed.get("/ssf/stream").status()), "another tenant's token");
    Api.Answer stranger = theirs.api().post("/ssf/poll/" + stream, Map.of());
    assertEquals(404, stranger.status());
  }

  @Test
  void refusesAStreamWhoseEndpointIsAnInternalAddress() {
    EventStreams streams = EventStreams.of(tenant);
    for (String url :
        List.of(
            "https://169.254.169.254/latest",
            "https://10.0.0.1/",
            "https://[fd00::1]/",
            "https://[::ffff:10.0.0.1]/")) {
      Map<String, Object> delivery = Map.of("method", EventStreams.PUSH, "endpoint_url", url);
      assertEquals(
          400, streams.api().post("/ssf/stream", Map.of("delivery", delivery)).status(), url);
    }
    assertEquals(0, streams.api().get("/ssf/stream").expect(200).body().path("streams").size());
  }

  @Test
  void refusesEndpointsThatAreNoneOfTheWeb() {
    EventStreams streams = EventStreams.of(tenant);
    for (String url :
        List.of(
            "http://receiver.example.com/events",
            "file:///etc/passwd",
            "https://user:secret@receiver.example.com/",
            "https://receiver.example.com/#part",
            "gopher://receiver.example.com/",
            "https:///events")) {
      Map<String, Object> delivery = Map.of("method", EventStreams.PUSH, "endpoint_url", url);
      assertEquals(
          400, streams.api().post("/ssf/stream", Map.of("delivery", delivery)).status(), url);
    }
    streams
        .api()
        .post("/ssf/stream", Map.of("delivery", Map.of("method", EventStreams.PUSH)))
        .expect(400);
    streams
        .api()
        .post("/ssf/stream", Map.of("delivery", Map.of("method", "urn:example:carrier-pigeon")))
        .expect(400);
  }

  @Test
  void splitsNoRequestByTheReceiversOwnHeader() {
    EventStreams streams = EventStreams.of(tenant);
    Map<String, Object> delivery =
        Map.of(
            "method",
            EventStreams.PUSH,
            "endpoint_url",
            receiver.url(),
            "authorization_header",
            "Bearer x\r\nHost: internal");

    streams.api().post("/ssf/stream", Map.of("delivery", delivery)).expect(422);
  }

  @Test
  void neverShowsTheReceiversSecretNorKeepsItForAnotherAddress() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    Map<String, Object> delivery =
        Map.of(
            "method", EventStreams.PUSH,
            "endpoint_url", "https://receiver.example.com/events",
            "authorization_header", "Bearer hidden-thing");
    Api.Answer made = streams.api().post("/ssf/stream", Map.of("delivery", delivery)).expect(201);
    assertFalse(made.text().contains("hidden-thing"));
    assertTrue(made.body().path("delivery").path("authorization_configured").asBoolean());
    String stream = made.body().path("stream_id").asText();

    Api.Answer moved =
        streams
            .api()
            .patch(
                "/ssf/stream",
                Map.of(
                    "stream_id",
                    stream,
                    "delivery",
                    Map.of("method", EventStreams.PUSH, "endpoint_url", receiver.url())))
            .expect(200);
    assertFalse(moved.body().path("delivery").path("authorization_configured").asBoolean());
    setPassword(Person.create(server, tenant));

    assertEquals(null, receiver.next().authorization());
    assertFalse(server.logs().contains("hidden-thing"));
    assertFalse(tenant.admin().get("/admin/audit-logs").text().contains("hidden-thing"));
  }

  @Test
  void refusesWhoeverHasNoScopeForIt() {
    EventStreams plain = EventStreams.of(tenant, "documents.read", Map.of());
    EventStreams reader = EventStreams.of(tenant, "ssf.read", Map.of());
    Api user =
        tenant
            .admin()
            .with(
                "Authorization",
                "Bearer "
                    + Person.create(server, tenant)
                        .tokens(App.register(tenant, Map.of()))
                        .path("access_token")
                        .asText());

    for (Api who : List.of(plain.api(), user)) {
      who.get("/ssf/stream").expect(403);
      who.post("/ssf/stream", Map.of()).expect(403);
      who.post("/ssf/poll/str_1", Map.of()).expect(403);
    }
    server.anonymous().at("/t/" + tenant.slug() + "/api/v1").get("/ssf/stream").expect(401);
    reader.api().get("/ssf/stream").expect(200);
    Api.Answer refused = reader.api().post("/ssf/stream", Map.of()).expect(403);
    assertEquals("insufficient_scope", refused.body().path("code").asText());
  }

  @Test
  void letsNoClientThatRegistersItselfReceiveEvents() {
    tenant
        .admin()
        .patch(
            "/admin/settings/dynamicClientRegistration",
            Map.of("scopes", List.of("openid", "ssf.manage")))
        .expect(422);
  }

  @Test
  void refusesBodiesThatAreTooLargeOrStrange() {
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    byte[] large =
        ("{\"ack\":[\"" + "x".repeat(2_000_000) + "\"]}").getBytes(StandardCharsets.UTF_8);

    assertEquals(
        413, streams.api().send("POST", "/ssf/poll/" + stream, "application/json", large).status());
    streams
        .api()
        .post("/ssf/poll/" + stream, Map.of("ack", Collections.nCopies(1_001, "set_x")))
        .expect(422);
    streams.api().post("/ssf/poll/" + stream, Map.of("maxEvents", -1)).expect(422);
    streams.api().post("/ssf/poll/" + stream, Map.of("everything", true)).expect(422);
    streams
        .api()
        .post("/ssf/verify", Map.of("stream_id", stream, "state", "x".repeat(1_001)))
        .expect(422);
    streams.api().post("/ssf/stream", Map.of("status", "enabled")).expect(422);
    for (Object subject :
        List.of(
            "usr_1",
            Map.of("format", "did", "url", "did:example:1"),
            Map.of("format", "opaque"),
            Map.of("format", "opaque", "id", "x", "more", "y"),
            Map.of("format", "complex", "session", Map.of("format", "opaque", "id", "x")))) {
      assertEquals(
          422,
          streams
              .api()
              .post("/ssf/subjects/add", Map.of("stream_id", stream, "subject", subject))
              .status(),
          subject.toString());
    }
  }

  @Test
  void limitsHowManyStreamsAReceiverHas() {
    EventStreams streams = EventStreams.of(tenant);
    for (int i = 0; i < 10; i++) {
      streams.polled();
    }

    streams.api().post("/ssf/stream", Map.of()).expect(409);
  }

  @Test
  void pushesNothingToAClientThatWasDisabled() throws Exception {
    EventStreams streams = EventStreams.of(tenant);
    EventStreams other = EventStreams.of(tenant);
    streams.pushed(receiver.url());
    String witness = other.polled();
    tenant
        .admin()
        .patch("/admin/clients/" + streams.app().id(), Map.of("isActive", false))
        .expect(200);

    setPassword(Person.create(server, tenant));

    Await.until(
        "another receiver hears of it",
        SOON,
        () -> EventStreams.types(other.poll(witness)).contains("credential-change"));
    assertEquals(0, receiver.unseen());
    tenant
        .admin()
        .patch("/admin/clients/" + streams.app().id(), Map.of("isActive", true))
        .expect(200);
    assertFalse(receiver.next().token().isEmpty());
  }

  private static String token(App app) {
    return app.token(Map.of("grant_type", "client_credentials", "scope", "ssf.manage"))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
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

  private static JsonNode status(EventStreams streams, String stream) {
    return streams.api().get("/ssf/status?stream_id=" + stream).expect(200).body();
  }

  private static void turn(EventStreams streams, String stream, String status) {
    streams.api().post("/ssf/status", Map.of("stream_id", stream, "status", status)).expect(200);
  }

  private static void add(EventStreams streams, String stream, Map<String, Object> subject) {
    streams
        .api()
        .post("/ssf/subjects/add", Map.of("stream_id", stream, "subject", subject))
        .expect(200);
  }

  private void setPassword(Person person) {
    setPassword(tenant, person);
  }

  private static void setPassword(Tenant tenant, Person person) {
    tenant
        .admin()
        .post(
            "/admin/users/" + person.id() + "/password",
            Map.of("password", "quite another row of words 7"))
        .expect(200);
  }

  private String sessionOf(Person person) {
    JsonNode sessions =
        tenant.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data();
    return sessions.path(0).path("id").asText();
  }

  private static void awaitTypes(EventStreams streams, String stream, String... types)
      throws Exception {
    Await.until(
        "events " + List.of(types) + " of " + stream,
        SOON,
        () -> EventStreams.types(streams.poll(stream)).equals(List.of(types)));
  }
}
