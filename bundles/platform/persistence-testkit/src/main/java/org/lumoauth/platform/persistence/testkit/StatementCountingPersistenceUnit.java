/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;

/** A persistence unit that counts the plain SQL statements prepared on it, by table. */
public final class StatementCountingPersistenceUnit implements PersistenceUnit {

  private final PersistenceUnit unit;
  private final List<String> statements = new CopyOnWriteArrayList<>();

  public StatementCountingPersistenceUnit(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the number of statements on this table since the last call. */
  public long statementsOf(String table) {
    long found = statements.stream().filter(sql -> sql.contains(table)).count();
    statements.clear();
    return found;
  }

  @Override
  public <T> T read(Function<EntityManager, T> work) {
    return unit.read(work);
  }

  @Override
  public <T> T write(Function<EntityManager, T> work) {
    return unit.write(work);
  }

  @Override
  public void announce(OutboxEvents announcement) {
    unit.announce(announcement);
  }

  @Override
  public <T> T jdbc(SqlFunction<T> work) {
    return unit.jdbc(connection -> work.apply(recorded(connection)));
  }

  @Override
  public <T> T autoCommit(SqlFunction<T> work) {
    return unit.autoCommit(connection -> work.apply(recorded(connection)));
  }

  @Override
  public int groupCommit(String sql, Object... values) {
    statements.add(sql);
    return unit.groupCommit(sql, values);
  }

  @Override
  public PendingUpdate beginGroupCommit(String sql, Object... values) {
    statements.add(sql);
    return unit.beginGroupCommit(sql, values);
  }

  @Override
  public void requireWithinQuota(RowQuota quota, String tenantId) {
    unit.requireWithinQuota(quota, tenantId);
  }

  @Override
  public void close() {
    unit.close();
  }

  private Connection recorded(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.add((String) arguments[0]);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
