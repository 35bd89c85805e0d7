/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Provides read-only connections to an embedded database while its disk is nearly full: every other
 * statement fails with {@link #STORAGE_FULL}, including deletions, because H2 writes new pages for
 * them and the file does not shrink. Otherwise H2 would write until the disk is full and then close
 * the database. With enough space, connections are unchanged.
 */
final class DiskSpaceGuardDataSource extends ForwardingDataSource {

  /** The SQL state of a rejected statement: {@code disk_full}, as in PostgreSQL. */
  static final String STORAGE_FULL = "53100";

  private static final Pattern GROWS =
      Pattern.compile(
          "\\s*(insert|update|merge|delete|create|alter|drop|truncate)\\b|.*\\bfor\\s+update\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final BooleanSupplier full;

  DiskSpaceGuardDataSource(DataSource source, BooleanSupplier full) {
    super(source);
    this.full = full;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return full.getAsBoolean() ? guarded(connection) : connection;
  }

  /** Returns the connection without statements that need more space. */
  static Connection guarded(Connection connection) {
    return proxy(Connection.class, connection);
  }

  private static <T> T proxy(Class<T> type, T target) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            requireNoGrowth(method, sql);
          }
          if (target instanceof Connection connection && arguments == null) {
            switch (method.getName()) {
              case "rollback" -> {
                commitUnchanged(connection);
                return null;
              }
              case "close" -> commitUnchanged(connection);
              default -> {}
            }
          }
          Object result = invoke(target, method, arguments);
          return result instanceof Statement statement && method.getName().equals("createStatement")
              ? proxy(Statement.class, statement)
              : result;
        };
    return type.cast(
        Proxy.newProxyInstance(
            DiskSpaceGuardDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /**
   * Commits a transaction that is rolled back, or left open at the end of the connection. It has no
   * changes, because each changing statement was rejected. H2 writes its file at every rollback but
   * at no commit of an unchanged transaction, and it closes the database if that write fails on a
   * full disk. The pool would roll an open transaction back.
   */
  private static void commitUnchanged(Connection connection) throws SQLException {
    if (!connection.isClosed() && !connection.getAutoCommit()) {
      connection.commit();
    }
  }

  private static void requireNoGrowth(Method method, String sql) throws SQLException {
    String name = method.getName();
    boolean statement =
        name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
    if (statement && GROWS.matcher(sql).lookingAt()) {
      throw new SQLException("the disk of the database is nearly full", STORAGE_FULL);
    }
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
