/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ALICE;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RbacConcurrencyTest {

  @DatabaseTest
  void refusesOneOfTwoChangesThatTogetherCloseACircle(TestDatabase database) throws Exception {
    try (var here = new RbacModuleFixture(database);
        var there = new RbacModuleFixture(database.anotherServer(), 0)) {
      for (int round = 0; round < 10; round++) {
        var a = here.role("a" + round, List.of()).slug();
        var b = here.role("b" + round, List.of()).slug();

        var done = together(() -> inherits(here, a, b), () -> inherits(there, b, a));

        assertEquals(1, done.stream().filter(each -> each).count());
      }
    }
  }

  @DatabaseTest
  void seedsATenantOnceWhenManyMeetItFirst(TestDatabase database) throws Exception {
    try (var here = new RbacModuleFixture(database);
        var there = new RbacModuleFixture(database.anotherServer(), 0)) {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(() -> here.permits(ALICE, "users.read"));
        calls.add(() -> there.permits(ALICE, "users.read"));
      }

      together(calls);

      assertEquals(3, here.roles.list(ACME, PageRequest.first()).total());
    }
  }

  /** A question that begins after a change was made never gets an answer from before it. */
  @DatabaseTest
  void givesNoAnswerFromBeforeAChangeThatIsDone(TestDatabase database) throws Exception {
    try (var world = new RbacModuleFixture(database)) {
      world.permission("documents.read");
      world.role("Editor", List.of("documents.read"));
      var stop = new AtomicBoolean();
      var readers = Executors.newFixedThreadPool(2);
      var reading = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) {
        reading.add(
            readers.submit(
                () -> {
                  while (!stop.get()) {
                    world.permits(ALICE, "documents.read");
                  }
                }));
      }
      try {
        for (int round = 0; round < 40; round++) {
          world.assignments.assign(ACME, ALICE, List.of("editor"));
          assertTrue(world.permits(ALICE, "documents.read"));
          world.roles.removePermission(ACME, "editor", "documents.read");
          assertFalse(world.permits(ALICE, "documents.read"));
          world.roles.addPermissions(ACME, "editor", List.of("documents.read"));
          assertTrue(world.permits(ALICE, "documents.read"));
          world.assignments.revoke(ACME, ALICE, "editor");
          assertFalse(world.permits(ALICE, "documents.read"));
        }
      } finally {
        stop.set(true);
        for (Future<?> each : reading) {
          each.get();
        }
        readers.shutdown();
      }
    }
  }

  private static boolean inherits(RbacModuleFixture world, String role, String parent) {
    try {
      world.roles.update(ACME, role, new RoleRequestBody(null, null, null, null, List.of(parent)));
      return true;
    } catch (ApiException problem) {
      assertEquals(422, problem.status());
      return false;
    }
  }

  @SafeVarargs
  private static List<Boolean> together(Callable<Boolean>... calls) throws Exception {
    return together(List.of(calls));
  }

  private static List<Boolean> together(List<Callable<Boolean>> calls) throws Exception {
    var threads = Executors.newFixedThreadPool(calls.size());
    var start = new CyclicBarrier(calls.size());
    try {
      var running = new ArrayList<Future<Boolean>>();
      for (Callable<Boolean> call : calls) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      var results = new ArrayList<Boolean>();
      for (Future<Boolean> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
