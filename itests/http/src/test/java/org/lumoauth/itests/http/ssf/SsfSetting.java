package org.lumoauth.itests.http.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.EventStreams;
import org.lumoauth.itests.http.support.App;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** A tenant, and a receiver of its events. */
@ExtendWith(Shared.class)
abstract class SsfSetting {
  static final Duration SOON = Duration.ofSeconds(20);

  static Server server;

  Tenant tenant;

  EventReceiver receiver;

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

  static String token(App app) {
    return app.token(Map.of("grant_type", "client_credentials", "scope", "ssf.manage"))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  static JsonNode status(EventStreams streams, String stream) {
    return streams.api().get("/ssf/status?stream_id=" + stream).expect(200).body();
  }

  static void add(EventStreams streams, String stream, Map<String, Object> subject) {
    streams
        .api()
        .post("/ssf/subjects/add", Map.of("stream_id", stream, "subject", subject))
        .expect(200);
  }

  void setPassword(Person person) {
    setPassword(tenant, person);
  }

  static void setPassword(Tenant tenant, Person person) {
    tenant
        .admin()
        .post(
            "/admin/users/" + person.id() + "/password",
            Map.of("password", "quite another row of words 7"))
        .expect(200);
  }

  static void awaitTypes(EventStreams streams, String stream, String... types) throws Exception {
    Await.until(
        "events " + List.of(types) + " of " + stream,
        SOON,
        () -> EventStreams.types(streams.poll(stream)).equals(List.of(types)));
  }
}
