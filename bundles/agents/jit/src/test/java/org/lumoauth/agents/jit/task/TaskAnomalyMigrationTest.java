/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.agents.jit.JitBundleFixture.ACME;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.sql.SQLException;
import org.lumoauth.agents.jit.JitBundleFixture;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Anomaly counts of tasks that an earlier version started. */
class TaskAnomalyMigrationTest {

  @DatabaseTest
  void countsWhatATaskThatGoesOnAskedBefore(TestDatabase database) throws SQLException {
    var before = new JitBundleFixture(database);
    String task = before.task();
    String other = before.task();
    String ended = before.task();
    before.ask(task, read());
    before.ask(task, read());
    before.ask(ended, read());
    before.taskDesk.complete(by("agt_1"), ended);
    execute(database, "update jit_task set asked = 0");
    execute(database, "delete from DATABASECHANGELOG where ID = 'jit-12-rows'");

    AgentTaskStore after = new JitBundleFixture(database).taskStore;

    assertEquals(2, after.countRequest(ACME.id(), task));
    assertEquals(0, after.countRequest(ACME.id(), other));
    assertEquals(0, after.countRequest(ACME.id(), ended));
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
      connection.commit();
    }
  }
}
