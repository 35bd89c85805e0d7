/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.ssf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.fixture.EventStreamClient;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/**
 * Events of acknowledged changes are delivered despite a crash of the server and a stop of the
 * module.
 */
@ExtendWith(RestartServerExtension.class)
class SsfCrashRecoveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int USERS = 40;

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @Test
  void deliversEventsOfAcknowledgedChangesAfterCrash() throws Exception {
    try (PushEventReceiver receiver = new PushEventReceiver()) {
      TestTenant tenant = TestTenant.create(server);
      EventStreamClient streams = EventStreamClient.of(tenant);
      String polled = streams.createPollStream();
      streams.createPushStream(receiver.url());
      List<String> users = users(tenant);

      Set<String> acknowledged = blockUntilKilled(tenant, users);
      server.up();

      assertTrue(acknowledged.size() > 2, "blocked before it was killed: " + acknowledged.size());
      Set<String> pushed = new HashSet<>();
      while (!pushed.containsAll(acknowledged)) {
        pushed.add(subject(receiver.next().token()));
      }
      EventStreamClient again = streams.withNewToken();
      Set<String> got = new HashSet<>();
      Set<String> ids = new HashSet<>();
      ConditionPoller.until(
          "all that was acknowledged is polled",
          PATIENCE,
          () -> {
            JsonNode answer = again.poll(polled, Map.of("ack", List.copyOf(ids)));
            ids.clear();
            ids.addAll(EventStreamClient.ids(answer));
            EventStreamClient.stream(answer).forEach(token -> got.add(subject(token)));
            return got.containsAll(acknowledged);
          });
    }
  }

  @Test
  void deliversEventsOfChangesDuringModuleStop(@TempDir Path folder) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    EventStreamClient streams = EventStreamClient.of(tenant);
    String stream = streams.createPollStream();
    String user = users(tenant).get(0);

    server.console("lumoauth:module-remove agents-ssf");
    assertEquals(404, streams.api().get("/ssf/stream").status());
    assertEquals(404, tenant.admin().get("/.well-known/ssf-configuration").status());
    block(tenant, user);
    var next = NextModuleVersion.of("agents/ssf", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    ConditionPoller.until(
        "what happened meanwhile is told",
        PATIENCE,
        () ->
            EventStreamClient.types(streams.poll(stream))
                .equals(List.of("session-revoked", "account-disabled")));
    assertEquals(user, subject(EventStreamClient.stream(streams.poll(stream)).toList().get(0)));
  }

  private static String subject(String token) {
    return UnverifiedJwt.claims(token).path("sub_id").path("sub").asText();
  }

  private static List<String> users(TestTenant tenant) {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(
          tenant
              .admin()
              .post("/admin/users", Map.of("email", "u" + i + "@example.com"))
              .expect(201)
              .data()
              .path("id")
              .asText());
    }
    return users;
  }

  private static ApiClient.Answer block(TestTenant tenant, String user) {
    return tenant.admin().post("/admin/users/" + user + "/block", Map.of()).expect(200);
  }

  /** Blocks users until the server is killed. Returns the users whose blocking was acknowledged. */
  private static Set<String> blockUntilKilled(TestTenant tenant, List<String> users)
      throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean killed = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    Queue<String> left = new ConcurrentLinkedQueue<>(users);
    for (int w = 0; w < 2; w++) {
      Future<?> unused =
          writers.submit(
              () -> {
                for (String user = left.poll(); user != null && !killed.get(); user = left.poll()) {
                  block(tenant, user);
                  acknowledged.add(user);
                }
              });
    }
    ConditionPoller.until("some are blocked", PATIENCE, () -> acknowledged.size() > USERS / 4);
    server.kill();
    killed.set(true);
    writers.shutdown();
    assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
    return new HashSet<>(acknowledged);
  }
}
