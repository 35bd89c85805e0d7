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
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tasks in the database. */
@Component(service = Tasks.class)
public final class StoredTasks implements Tasks {

  /** The module's table. */
  public static final UnitDefinition DEFINITION =
      new UnitDefinition("oauth-ciba", StoredTasks.class, List.of(), "db/oauth-ciba.xml");

  private static final String ONE = " where tenant_id = ? and request_id = ? and kind = ?";

  private final PersistenceUnit unit;

  @Activate
  public StoredTasks(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  private StoredTasks(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The tasks of a unit. Not a constructor: a component has one that can be seen. */
  public static StoredTasks on(PersistenceUnit unit) {
    return new StoredTasks(unit);
  }

  @Deactivate
  void close() {
    unit.close();
  }

  @Override
  public void add(String tenantId, String requestId, Kind kind, Instant due) {
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
      return; // there already
    }
  }

  @Override
  public void hasten(String tenantId, String requestId, Kind kind, Instant now) {
    update(
        "update cib_task set next_us = ?" + ONE + " and attempts = 0",
        micros(now),
        tenantId,
        requestId,
        name(kind));
  }

  @Override
  public List<Task> due(Kind kind, Instant now, int limit) {
    return unit.jdbc(
        connection ->
            Statements.list(
                connection,
                StoredTasks::task,
                "select tenant_id, request_id, kind, attempts, next_us, sealed"
                    + " from cib_task where kind = ? and next_us <= ? order by next_us limit "
                    + limit,
                name(kind),
                micros(now)));
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getString(1),
        row.getString(2),
        Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getInt(4),
        Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS),
        Optional.ofNullable(row.getBytes(6)));
  }

  @Override
  public boolean claim(Task task, Instant next) {
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
  public void keep(Task task, byte[] sealed) {
    update(
        "update cib_task set sealed = ?" + ONE,
        sealed,
        task.tenantId(),
        task.requestId(),
        name(task.kind()));
  }

  @Override
  public void remove(Task task) {
    update("delete from cib_task" + ONE, task.tenantId(), task.requestId(), name(task.kind()));
  }

  @Override
  public void erase(String tenantId) {
    update("delete from cib_task where tenant_id = ?", tenantId);
  }

  private int update(String sql, Object... values) {
    return unit.jdbc(connection -> Statements.update(connection, sql, values));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
