/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A tenant, and a receiver of its events. */
@ExtendWith(DefaultServerExtension.class)
abstract class SsfTestBase {
  static final Duration SOON = Duration.ofSeconds(20);

  static TestServer server;

  TestTenant tenant;

  PushEventReceiver receiver;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @BeforeEach
  void open() throws IOException {
    tenant = TestTenant.create(server);
    receiver = new PushEventReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  static String token(TestApplication app) {
    return app.token(Map.of("grant_type", "client_credentials", "scope", "ssf.manage"))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  static JsonNode status(EventStreamClient streams, String stream) {
    return streams.api().get("/ssf/status?stream_id=" + stream).expect(200).body();
  }

  static void add(EventStreamClient streams, String stream, Map<String, Object> subject) {
    streams
        .api()
        .post("/ssf/subjects/add", Map.of("stream_id", stream, "subject", subject))
        .expect(200);
  }

  void setPassword(TestPerson person) {
    setPassword(tenant, person);
  }

  static void setPassword(TestTenant tenant, TestPerson person) {
    tenant
        .admin()
        .post(
            "/admin/users/" + person.id() + "/password",
            Map.of("password", "quite another row of words 7"))
        .expect(200);
  }

  static void awaitTypes(EventStreamClient streams, String stream, String... types)
      throws Exception {
    ConditionPoller.until(
        "events " + List.of(types) + " of " + stream,
        SOON,
        () -> EventStreamClient.types(streams.poll(stream)).equals(List.of(types)));
  }
}
