package org.lumoauth.oauth.ciba.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.lumoauth.oauth.ciba.notify.Tasks.Kind;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class StoredTasksTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000123Z");

  @DatabaseTest
  void givesWhatIsDueTheOldestFirst(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.ASK, NOW);
    tasks.add("ten_1", "apr_2", Kind.ASK, NOW.minusSeconds(1));
    tasks.add("ten_1", "apr_3", Kind.ASK, NOW.plusSeconds(1));
    tasks.add("ten_1", "apr_4", Kind.TELL, NOW);

    assertEquals(
        List.of("apr_2", "apr_1"),
        tasks.due(Kind.ASK, NOW, 9).stream().map(Tasks.Task::requestId).toList());
  }

  @DatabaseTest
  void addsNothingTwice(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.ASK, NOW);
    tasks.add("ten_1", "apr_1", Kind.ASK, NOW.plusSeconds(1));

    assertEquals(NOW, tasks.due(Kind.ASK, NOW, 9).get(0).due());
  }

  @DatabaseTest
  void letsOneOfTwoNodesHaveATask(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.TELL, NOW);
    var read = tasks.due(Kind.TELL, NOW, 9).get(0);

    assertTrue(tasks.claim(read, NOW.plusSeconds(5)));
    assertFalse(tasks.claim(read, NOW.plusSeconds(5)));
    assertEquals(1, tasks.due(Kind.TELL, NOW.plusSeconds(5), 9).get(0).attempts());
  }

  @DatabaseTest
  void hastensWhatNobodyTriedYet(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.TELL, NOW.plusSeconds(300));
    tasks.add("ten_2", "apr_1", Kind.TELL, NOW.plusSeconds(300));
    tasks.hasten("ten_1", "apr_1", Kind.TELL, NOW);

    var due = tasks.due(Kind.TELL, NOW, 9);
    assertEquals(1, due.size());
    assertEquals("ten_1", due.get(0).tenantId());
    tasks.claim(due.get(0), NOW.plusSeconds(60));
    tasks.hasten("ten_1", "apr_1", Kind.TELL, NOW);
    assertEquals(List.of(), tasks.due(Kind.TELL, NOW, 9));
  }

  @DatabaseTest
  void keepsWhatIsSentAndRemovesWhatIsDone(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.TELL, NOW);
    var task = tasks.due(Kind.TELL, NOW, 9).get(0);
    tasks.keep(task, new byte[] {1, 2, 3});

    assertArrayEquals(
        new byte[] {1, 2, 3}, tasks.due(Kind.TELL, NOW, 9).get(0).sealed().orElseThrow());
    tasks.remove(task);
    assertEquals(List.of(), tasks.due(Kind.TELL, NOW, 9));
  }

  @DatabaseTest
  void erasesOneTenantAlone(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", Kind.TELL, NOW);
    tasks.add("ten_2", "apr_1", Kind.TELL, NOW);
    tasks.erase("ten_1");

    assertEquals(
        List.of("ten_2"), tasks.due(Kind.TELL, NOW, 9).stream().map(Tasks.Task::tenantId).toList());
  }

  private static StoredTasks tasks(TestDatabase database) {
    return StoredTasks.on(database.open(StoredTasks.DEFINITION));
  }
}
