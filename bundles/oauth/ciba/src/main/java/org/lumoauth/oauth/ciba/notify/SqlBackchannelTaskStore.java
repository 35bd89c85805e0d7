/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores tasks in the database. */
@Component(service = BackchannelTaskStore.class)
public final class SqlBackchannelTaskStore implements BackchannelTaskStore {

  private static final String ONE = " where tenant_id = ? and request_id = ? and kind = ?";

  private final PersistenceUnit unit;

  @Activate
  public SqlBackchannelTaskStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(String tenantId, String requestId, BackchannelTaskType kind, Instant due) {
    try {
      unit.update(
          "insert into cib_task (tenant_id, request_id, kind, attempts, next_us)"
              + " values (?, ?, ?, ?, ?)",
          tenantId,
          requestId,
          name(kind),
          0,
          due);
    } catch (DuplicateKeyException e) {
      return; // exists already
    }
  }

  @Override
  public void expedite(String tenantId, String requestId, BackchannelTaskType kind, Instant now) {
    unit.update(
        "update cib_task set next_us = ?" + ONE + " and attempts = 0",
        now,
        tenantId,
        requestId,
        name(kind));
  }

  @Override
  public List<BackchannelTask> findDue(BackchannelTaskType kind, Instant now, int limit) {
    return unit.list(
        SqlBackchannelTaskStore::task,
        "select tenant_id, request_id, kind, attempts, next_us, sealed"
            + " from cib_task where kind = ? and next_us <= ? order by next_us limit "
            + limit,
        name(kind),
        now);
  }

  private static BackchannelTask task(ResultSet row) throws SQLException {
    return new BackchannelTask(
        row.getString(1),
        row.getString(2),
        BackchannelTaskType.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getInt(4),
        SqlStatementRunner.instant(row, "next_us"),
        Optional.ofNullable(row.getBytes(6)));
  }

  @Override
  public boolean claim(BackchannelTask task, Instant next) {
    return unit.update(
            "update cib_task set attempts = ?, next_us = ?"
                + ONE
                + " and attempts = ? and next_us = ?",
            task.attempts() + 1,
            next,
            task.tenantId(),
            task.requestId(),
            name(task.kind()),
            task.attempts(),
            task.due())
        == 1;
  }

  @Override
  public void storePayload(BackchannelTask task, byte[] sealed) {
    unit.update(
        "update cib_task set sealed = ?" + ONE,
        sealed,
        task.tenantId(),
        task.requestId(),
        name(task.kind()));
  }

  @Override
  public void remove(BackchannelTask task) {
    unit.update("delete from cib_task" + ONE, task.tenantId(), task.requestId(), name(task.kind()));
  }

  private static String name(BackchannelTaskType kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
