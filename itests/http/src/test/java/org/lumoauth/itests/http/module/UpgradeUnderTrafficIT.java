/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The operator replaces the module that answers, while it answers: no request fails. */
@ExtendWith(ModuleServerExtension.class)
class UpgradeUnderTrafficIT {

  @Test
  void upgradesRoleModuleWithoutFailedRequests(TestServer server, @TempDir Path folder)
      throws Exception {
    NextModuleVersion next = NextModuleVersion.of("authz/rbac", folder);
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Busy", List.of("files.read"), List.of());
    ApiClient asking = agent.authenticated();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    AtomicInteger answered = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(3);
    Runnable caller =
        () -> {
          while (!done.get()) {
            ApiClient.Answer answer = asking.post("/agents/ask", Map.of("action", "files.read"));
            if (answer.status() != 200 || !answer.body().path("allowed").asBoolean()) {
              failures.add(answer.toString());
            }
            ApiClient.Answer roles = tenant.admin().get("/admin/roles");
            if (roles.status() != 200) {
              failures.add(roles.toString());
            }
            answered.incrementAndGet();
          }
        };
    for (int i = 0; i < 3; i++) {
      Future<?> unused = callers.submit(caller);
    }

    String said = server.console("lumoauth:module-upgrade authz-rbac " + next.url());
    int after = answered.get() + 30;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (answered.get() < after && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    done.set(true);
    callers.shutdown();
    assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));

    assertEquals(List.of(), List.copyOf(failures), said);
    assertTrue(
        server.console("lumoauth:module-list authz-rbac").contains(NextModuleVersion.VERSION),
        "the new version is not in charge");
  }
}
