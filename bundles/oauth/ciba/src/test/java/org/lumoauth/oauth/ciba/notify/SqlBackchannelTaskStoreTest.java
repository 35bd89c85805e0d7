/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskStore.BackchannelTaskType;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SqlBackchannelTaskStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000123Z");

  @DatabaseTest
  void findsDueTasksOldestFirst(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.ASK, NOW);
    tasks.add("ten_1", "apr_2", BackchannelTaskType.ASK, NOW.minusSeconds(1));
    tasks.add("ten_1", "apr_3", BackchannelTaskType.ASK, NOW.plusSeconds(1));
    tasks.add("ten_1", "apr_4", BackchannelTaskType.TELL, NOW);

    assertEquals(
        List.of("apr_2", "apr_1"),
        tasks.findDue(BackchannelTaskType.ASK, NOW, 9).stream()
            .map(BackchannelTaskStore.BackchannelTask::requestId)
            .toList());
  }

  @DatabaseTest
  void addsTaskOnce(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.ASK, NOW);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.ASK, NOW.plusSeconds(1));

    assertEquals(NOW, tasks.findDue(BackchannelTaskType.ASK, NOW, 9).get(0).due());
  }

  @DatabaseTest
  void letsOnlyOneNodeClaimTask(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.TELL, NOW);
    var read = tasks.findDue(BackchannelTaskType.TELL, NOW, 9).get(0);

    assertTrue(tasks.claim(read, NOW.plusSeconds(5)));
    assertFalse(tasks.claim(read, NOW.plusSeconds(5)));
    assertEquals(
        1, tasks.findDue(BackchannelTaskType.TELL, NOW.plusSeconds(5), 9).get(0).attempts());
  }

  @DatabaseTest
  void expeditesOnlyUntriedTasks(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.TELL, NOW.plusSeconds(300));
    tasks.add("ten_2", "apr_1", BackchannelTaskType.TELL, NOW.plusSeconds(300));
    tasks.expedite("ten_1", "apr_1", BackchannelTaskType.TELL, NOW);

    var due = tasks.findDue(BackchannelTaskType.TELL, NOW, 9);
    assertEquals(1, due.size());
    assertEquals("ten_1", due.get(0).tenantId());
    tasks.claim(due.get(0), NOW.plusSeconds(60));
    tasks.expedite("ten_1", "apr_1", BackchannelTaskType.TELL, NOW);
    assertEquals(List.of(), tasks.findDue(BackchannelTaskType.TELL, NOW, 9));
  }

  @DatabaseTest
  void storesPayloadAndRemovesCompletedTask(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.TELL, NOW);
    var task = tasks.findDue(BackchannelTaskType.TELL, NOW, 9).get(0);
    tasks.storePayload(task, new byte[] {1, 2, 3});

    assertArrayEquals(
        new byte[] {1, 2, 3},
        tasks.findDue(BackchannelTaskType.TELL, NOW, 9).get(0).sealed().orElseThrow());
    tasks.remove(task);
    assertEquals(List.of(), tasks.findDue(BackchannelTaskType.TELL, NOW, 9));
  }

  @DatabaseTest
  void erasesOnlyOneTenant(TestDatabase database) {
    var tasks = tasks(database);
    tasks.add("ten_1", "apr_1", BackchannelTaskType.TELL, NOW);
    tasks.add("ten_2", "apr_1", BackchannelTaskType.TELL, NOW);
    database.eraser(List.of("cib_task")).erase("ten_1");

    assertEquals(
        List.of("ten_2"),
        tasks.findDue(BackchannelTaskType.TELL, NOW, 9).stream()
            .map(BackchannelTaskStore.BackchannelTask::tenantId)
            .toList());
  }

  private static SqlBackchannelTaskStore tasks(TestDatabase database) {
    return new SqlBackchannelTaskStore(
        database.open(TestDatabase.tablesOf(SqlBackchannelTaskStore.class)));
  }
}
