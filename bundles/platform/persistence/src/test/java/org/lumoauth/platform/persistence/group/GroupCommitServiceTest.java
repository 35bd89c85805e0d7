/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lumoauth.platform.persistence.group.GroupCommitService.GroupCommitStatement;

@Timeout(30)
class GroupCommitServiceTest {

  private static final String FIRST = "first";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<List<String>> commits = new ArrayList<>();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private Duration patience = Duration.ofSeconds(20);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void commitsImmediatelyWithoutOtherCallers() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    released.countDown();

    assertEquals(FIRST.length(), changes.change(statement(FIRST)));
    assertEquals(5, changes.change(statement("again")));
    assertEquals(List.of(List.of(FIRST), List.of("again")), commits);
  }

  @Test
  void commitsOnceForAllWaitingCallers() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    assertAnsweredThree(changes);
    assertEquals(List.of(List.of(FIRST), List.of("a", "bb")), commits);
    assertEquals(3, changes.change(statement("ccc")), "nobody is at work any more");
  }

  @Test
  void runsStatementsSeparatelyIfGroupFails() throws Exception {
    var changes = changes(all -> Optional.empty());
    assertAnsweredThree(changes);
    assertEquals(4, commits.size(), "first, those together, and each of them");
  }

  /** A commit whose answer got lost may have been carried out: doing it again would be wrong. */
  @Test
  void doesNotRepeatGroupWithUnknownOutcome() throws Exception {
    var changes =
        changes(
            all -> {
              throw new SQLException("the connection broke");
            });
    Future<Integer> first = busy(changes);
    List<Future<Integer>> others = List.of(waiting(changes, "a"), waiting(changes, "bb"));
    released.countDown();

    assertEquals(FIRST.length(), first.get());
    for (Future<Integer> other : others) {
      var failure = assertThrows(ExecutionException.class, other::get);
      assertInstanceOf(SQLException.class, failure.getCause());
    }
    assertEquals(List.of(List.of(FIRST), List.of("a", "bb")), commits);
    var failure = assertThrows(SQLException.class, () -> changes.change(statement("ccc")));
    assertEquals("the connection broke", failure.getMessage());
  }

  @Test
  void skipsStatementOfTimedOutCaller() throws Exception {
    patience = Duration.ofMillis(1);
    var changes = changes(GroupCommitServiceTest::counted);
    Future<Integer> first = busy(changes);
    Future<Integer> other = callers.submit(() -> changes.change(statement("a")));

    var failure = assertThrows(ExecutionException.class, other::get);
    assertInstanceOf(SQLException.class, failure.getCause());
    released.countDown();
    first.get();
    assertEquals(3, changes.change(statement("ccc")));
    assertEquals(List.of(List.of(FIRST), List.of("ccc")), commits);
  }

  @Test
  void continuesAfterRejectedStatement() throws Exception {
    var changes =
        new GroupCommitService(
            all -> {
              if (all.get(0).sql().equals(FIRST)) {
                begun.countDown();
                await(released);
                throw new SQLException("refused");
              }
              return counted(all);
            },
            change -> 0,
            patience);
    Future<Integer> first = busy(changes);
    Future<Integer> other = waiting(changes, "a");
    released.countDown();

    var failure = assertThrows(ExecutionException.class, first::get);
    assertEquals("refused", failure.getCause().getMessage());
    assertEquals(1, other.get());
  }

  @Test
  void executesEveryStatementUnderConcurrency() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    released.countDown();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String text = "x".repeat(i % 50);
      work.add(
          () -> {
            var other = changes.begin(statement(text));
            return changes.change(statement(text)) + other.rows() - 2 * text.length();
          });
    }

    var many = Executors.newFixedThreadPool(16);
    try {
      for (Future<Integer> each : many.invokeAll(work)) {
        assertEquals(0, each.get());
      }
    } finally {
      many.shutdown();
    }
    assertEquals(4_000, commits.stream().mapToInt(List::size).sum());
    assertTrue(commits.stream().allMatch(group -> group.size() <= 32));
  }

  @Test
  void groupsStatementsBegunByOneCaller() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    var a = changes.begin(statement("a"));
    var bb = changes.begin(statement("bb"));
    assertEquals(List.of(), commits, "nobody has asked");

    assertEquals(3, changes.change(statement("ccc")));
    assertEquals(List.of(List.of("ccc", "a", "bb")), commits);
    assertEquals(1, a.rows());
    assertEquals(2, bb.rows());
    assertEquals(1, commits.size());
  }

  @Test
  void executesBegunStatementsWhenResultIsRequested() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    var a = changes.begin(statement("a"));
    var bb = changes.begin(statement("bb"));

    assertEquals(2, bb.rows());
    assertEquals(List.of(List.of("bb", "a")), commits);
    assertEquals(1, a.rows());
    assertEquals(2, bb.rows(), "asked again");
    assertEquals(1, commits.size());
  }

  @Test
  void doesNotElectBegunStatementAsLeader() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    Future<Integer> first = busy(changes);
    var later = changes.begin(statement("later"));
    Future<Integer> other = waiting(changes, "a");
    released.countDown();

    assertEquals(FIRST.length(), first.get());
    assertEquals(1, other.get());
    assertEquals(5, later.rows());
    assertEquals(List.of(List.of(FIRST), List.of("a", "later")), commits);
  }

  @Test
  void executesBegunStatementsBehindRunningGroup() throws Exception {
    var changes = changes(GroupCommitServiceTest::counted);
    Future<Integer> first = busy(changes);
    Future<Integer> begunBehind =
        callers.submit(
            () -> {
              var a = changes.begin(statement("a"));
              return changes.change(statement("bb")) + a.rows();
            });
    released.countDown();

    first.get();
    assertEquals(3, begunBehind.get());
    assertEquals(3, commits.stream().mapToInt(List::size).sum());
  }

  @Test
  void executesUngroupableStatementAloneOnce() throws Exception {
    var changes = changes(all -> Optional.empty());
    var a = changes.begin(statement("a"));

    assertEquals(2, changes.change(statement("bb")));
    assertEquals(1, a.rows());
    assertEquals(1, a.rows(), "asked again");
    assertEquals(List.of(List.of("bb", "a"), List.of("bb"), List.of("a")), commits);
  }

  @Test
  void doesNotRetryStatementThatFailedAlone() throws Exception {
    var tried = new ArrayList<String>();
    var changes =
        new GroupCommitService(
            all -> Optional.empty(),
            change -> {
              tried.add(change.sql());
              throw new SQLException("refused");
            },
            patience);
    var a = changes.begin(statement("a"));

    assertEquals("refused", assertThrows(SQLException.class, a::rows).getMessage());
    assertThrows(SQLException.class, a::rows);
    assertEquals(List.of("a"), tried);
  }

  /** One that is at work, and two that wait for it: each is told of its own rows. */
  private void assertAnsweredThree(GroupCommitService changes) throws Exception {
    Future<Integer> first = busy(changes);
    List<Future<Integer>> others = List.of(waiting(changes, "a"), waiting(changes, "bb"));
    released.countDown();

    assertEquals(FIRST.length(), first.get());
    assertEquals(1, others.get(0).get());
    assertEquals(2, others.get(1).get());
  }

  /** The first to come is at work until it is released. */
  private GroupCommitService changes(GroupCommitService.BatchCommitter together) {
    return new GroupCommitService(
        all -> {
          if (all.get(0).sql().equals(FIRST)) {
            begun.countDown();
            await(released);
            keep(all);
            return counted(all);
          }
          keep(all);
          return together.commit(all);
        },
        change -> {
          keep(List.of(change));
          return change.sql().length();
        },
        patience);
  }

  private synchronized void keep(List<GroupCommitStatement> all) {
    commits.add(all.stream().map(GroupCommitStatement::sql).toList());
  }

  /** As many rows as the text has letters. */
  private static Optional<int[]> counted(List<GroupCommitStatement> all) {
    return Optional.of(all.stream().mapToInt(each -> each.sql().length()).toArray());
  }

  private Future<Integer> busy(GroupCommitService changes) throws InterruptedException {
    Future<Integer> first = callers.submit(() -> changes.change(statement(FIRST)));
    begun.await();
    return first;
  }

  /** Returns once the caller waits for the others. */
  private Future<Integer> waiting(GroupCommitService changes, String text) {
    var thread = new Thread[1];
    var known = new CountDownLatch(1);
    Future<Integer> answer =
        callers.submit(
            () -> {
              thread[0] = Thread.currentThread();
              known.countDown();
              return changes.change(statement(text));
            });
    await(known);
    while (thread[0].getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private static GroupCommitStatement statement(String text) {
    return new GroupCommitStatement(text, new Object[0]);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
