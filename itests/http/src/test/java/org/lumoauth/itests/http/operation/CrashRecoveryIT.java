/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.MariaDbServerExtension;
import org.lumoauth.itests.http.support.RestartServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.platform.persistence.testkit.MariaDbServer;

/**
 * Acknowledged writes survive a crash of the process during writing. The build runs a few rounds.
 * Use {@code -Dlumoauth.crash.rounds=20} for more.
 */
class CrashRecoveryIT {
  private static final int ROUNDS = Integer.getInteger("lumoauth.crash.rounds", 2);

  @Nested
  @ExtendWith(RestartServerExtension.class)
  class EmbeddedDatabaseTests {
    @Test
    void keepsAcknowledgedWrites(TestServer server) throws Exception {
      crashRepeatedly(server, round -> killAndStart(server));
    }
  }

  @Nested
  @ExtendWith(MariaDbServerExtension.class)
  class MariaDbTests {
    @Test
    void keepsAcknowledgedWrites(TestServer server, MariaDbServer database) throws Exception {
      crashRepeatedly(
          server,
          round -> {
            if (round % 2 == 0) {
              killAndStart(server);
            } else {
              database.kill();
              database.startAgain();
              awaitReady(server);
            }
          });
    }
  }

  /** What is killed in a round, and started again. */
  private interface ProcessCrash {
    void strike(int round) throws Exception;
  }

  private static void killAndStart(TestServer server) throws IOException {
    server.kill();
    server.up();
  }

  /** The server comes back by itself when its database does. */
  private static void awaitReady(TestServer server) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (server.anonymous().get("/system/health/ready").status() != 200) {
      assertTrue(System.nanoTime() < end, "the server does not come back");
    }
  }

  private static void crashRepeatedly(TestServer server, ProcessCrash blow) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Busy", List.of("files.read"), List.of());
    Queue<String> acknowledgedUsers = new ConcurrentLinkedQueue<>();
    Queue<String> acknowledgedAnswers = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < ROUNDS; round++) {
      ApiClient asking = agent.authenticated();
      strikeWhileWriting(blow, tenant, asking, round, acknowledgedUsers, acknowledgedAnswers);
      for (String user : acknowledgedUsers) {
        assertKept(tenant, "/admin/users/" + user);
      }
      for (String answer : acknowledgedAnswers) {
        assertKept(tenant, "/admin/audit-logs/" + answer);
      }
      acknowledgedUsers.clear();
      acknowledgedAnswers.clear();
      String verdict = server.console("lumoauth:audit-verify " + tenant.slug());
      assertTrue(verdict.contains(" is intact: "), verdict);
    }
  }

  /** A connection that died with the database may be met once more: that is told (503). */
  private static void assertKept(TestTenant tenant, String path) throws Exception {
    ConditionPoller.until(
        path + " can be read",
        Duration.ofSeconds(60),
        () -> {
          ApiClient.Answer answer = tenant.admin().get(path);
          return answer.status() != 503 && answer.expect(200).status() == 200;
        });
  }

  private static void strikeWhileWriting(
      ProcessCrash blow,
      TestTenant tenant,
      ApiClient asking,
      int round,
      Queue<String> users,
      Queue<String> answers)
      throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(4);
    for (int w = 0; w < 2; w++) {
      int writer = w;
      Future<?> unusedUsers =
          writers.submit(
              () -> {
                for (int i = 0; !killed.get(); i++) {
                  String email = "u" + round + "-" + writer + "-" + i + "@example.com";
                  users.add(
                      tenant
                          .admin()
                          .post("/admin/users", Map.of("email", email))
                          .expect(201)
                          .data()
                          .path("id")
                          .asText());
                }
              });
      Future<?> unusedAnswers =
          writers.submit(
              () -> {
                while (!killed.get()) {
                  answers.add(
                      asking
                          .post("/agents/ask", Map.of("action", "files.read"))
                          .expect(200)
                          .body()
                          .path("audit_id")
                          .asText());
                }
              });
    }
    waitFor(users, 20);
    waitFor(answers, 20);
    blow.strike(round);
    killed.set(true);
    writers.shutdownNow();
    assertTrue(writers.awaitTermination(60, TimeUnit.SECONDS));
    assertFalse(users.isEmpty());
  }

  private static void waitFor(Queue<String> queue, int size) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (queue.size() < size) {
      assertTrue(System.nanoTime() < end, "the writers do not get on");
      Thread.onSpinWait();
    }
  }
}
