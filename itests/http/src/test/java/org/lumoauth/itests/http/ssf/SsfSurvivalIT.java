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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.fixture.EventStreams;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Jwt;
import org.lumoauth.itests.http.support.NextVersion;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForRestarts;
import org.lumoauth.itests.http.support.Tenant;

/**
 * Events of acknowledged changes are delivered despite a crash of the server and a stop of the
 * module.
 */
@ExtendWith(SharedForRestarts.class)
class SsfSurvivalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int USERS = 40;

  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @Test
  void tellsOfEverythingAcknowledgedThoughItIsKilledInTheMiddle() throws Exception {
    try (EventReceiver receiver = new EventReceiver()) {
      Tenant tenant = Tenant.create(server);
      EventStreams streams = EventStreams.of(tenant);
      String polled = streams.polled();
      streams.pushed(receiver.url());
      List<String> users = users(tenant);

      Set<String> acknowledged = blockUntilKilled(tenant, users);
      server.up();

      assertTrue(acknowledged.size() > 2, "blocked before it was killed: " + acknowledged.size());
      Set<String> pushed = new HashSet<>();
      while (!pushed.containsAll(acknowledged)) {
        pushed.add(subject(receiver.next().token()));
      }
      EventStreams again = streams.again();
      Set<String> got = new HashSet<>();
      Set<String> ids = new HashSet<>();
      Await.until(
          "all that was acknowledged is polled",
          PATIENCE,
          () -> {
            JsonNode answer = again.poll(polled, Map.of("ack", List.copyOf(ids)));
            ids.clear();
            ids.addAll(EventStreams.ids(answer));
            EventStreams.stream(answer).forEach(token -> got.add(subject(token)));
            return got.containsAll(acknowledged);
          });
    }
  }

  @Test
  void tellsLaterOfWhatHappenedWhileTheModuleWasAway(@TempDir Path folder) throws Exception {
    Tenant tenant = Tenant.create(server);
    EventStreams streams = EventStreams.of(tenant);
    String stream = streams.polled();
    String user = users(tenant).get(0);

    server.console("lumoauth:module-remove agents-ssf");
    assertEquals(404, streams.api().get("/ssf/stream").status());
    assertEquals(404, tenant.admin().get("/.well-known/ssf-configuration").status());
    block(tenant, user);
    var next = NextVersion.of("agents/ssf", folder);
    server.console("lumoauth:module-install file:" + next.archive());
    Await.until(
        "what happened meanwhile is told",
        PATIENCE,
        () ->
            EventStreams.types(streams.poll(stream))
                .equals(List.of("session-revoked", "account-disabled")));
    assertEquals(user, subject(EventStreams.stream(streams.poll(stream)).toList().get(0)));
  }

  private static String subject(String token) {
    return Jwt.claims(token).path("sub_id").path("sub").asText();
  }

  private static List<String> users(Tenant tenant) {
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

  private static Api.Answer block(Tenant tenant, String user) {
    return tenant.admin().post("/admin/users/" + user + "/block", Map.of()).expect(200);
  }

  /** Blocks users until the server is killed. Returns the users whose blocking was acknowledged. */
  private static Set<String> blockUntilKilled(Tenant tenant, List<String> users) throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean killed = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    Queue<String> left = new ConcurrentLinkedQueue<>(users);
    for (int w = 0; w < 2; w++) {
      writers.submit(
          () -> {
            for (String user = left.poll(); user != null && !killed.get(); user = left.poll()) {
              block(tenant, user);
              acknowledged.add(user);
            }
          });
    }
    Await.until("some are blocked", PATIENCE, () -> acknowledged.size() > USERS / 4);
    server.kill();
    killed.set(true);
    writers.shutdown();
    assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
    return new HashSet<>(acknowledged);
  }
}
