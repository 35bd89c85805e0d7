package org.lumoauth.oauth.ciba.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores tasks in the database. */
@Component(service = BackchannelTaskStore.class)
public final class SqlBackchannelTaskStore implements BackchannelTaskStore {

  /** The module's table. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-ciba", SqlBackchannelTaskStore.class, List.of(), "db/oauth-ciba.xml");

  private static final String ONE = " where tenant_id = ? and request_id = ? and kind = ?";

  private final PersistenceUnit unit;

  @Activate
  public SqlBackchannelTaskStore(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private SqlBackchannelTaskStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Creates a store for a persistence unit. A factory method, because a DS component may have only
   * one visible constructor.
   */
  public static SqlBackchannelTaskStore on(PersistenceUnit unit) {
    return new SqlBackchannelTaskStore(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  @Override
  public void add(String tenantId, String requestId, BackchannelTaskType kind, Instant due) {
    try {
      update(
          "insert into cib_task (tenant_id, request_id, kind, attempts, next_us)"
              + " values (?, ?, ?, ?, ?)",
          tenantId,
          requestId,
          name(kind),
          0,
          micros(due));
    } catch (DuplicateKeyException e) {
      return; // exists already
    }
  }

  @Override
  public void expedite(String tenantId, String requestId, BackchannelTaskType kind, Instant now) {
    update(
        "update cib_task set next_us = ?" + ONE + " and attempts = 0",
        micros(now),
        tenantId,
        requestId,
        name(kind));
  }

  @Override
  public List<BackchannelTask> findDue(BackchannelTaskType kind, Instant now, int limit) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(
                connection,
                SqlBackchannelTaskStore::task,
                "select tenant_id, request_id, kind, attempts, next_us, sealed"
                    + " from cib_task where kind = ? and next_us <= ? order by next_us limit "
                    + limit,
                name(kind),
                micros(now)));
  }

  private static BackchannelTask task(ResultSet row) throws SQLException {
    return new BackchannelTask(
        row.getString(1),
        row.getString(2),
        BackchannelTaskType.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getInt(4),
        Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS),
        Optional.ofNullable(row.getBytes(6)));
  }

  @Override
  public boolean claim(BackchannelTask task, Instant next) {
    return update(
            "update cib_task set attempts = ?, next_us = ?"
                + ONE
                + " and attempts = ? and next_us = ?",
            task.attempts() + 1,
            micros(next),
            task.tenantId(),
            task.requestId(),
            name(task.kind()),
            task.attempts(),
            micros(task.due()))
        == 1;
  }

  @Override
  public void storePayload(BackchannelTask task, byte[] sealed) {
    update(
        "update cib_task set sealed = ?" + ONE,
        sealed,
        task.tenantId(),
        task.requestId(),
        name(task.kind()));
  }

  @Override
  public void remove(BackchannelTask task) {
    update("delete from cib_task" + ONE, task.tenantId(), task.requestId(), name(task.kind()));
  }

  @Override
  public void erase(String tenantId) {
    update("delete from cib_task where tenant_id = ?", tenantId);
  }

  private int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  private static String name(BackchannelTaskType kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
