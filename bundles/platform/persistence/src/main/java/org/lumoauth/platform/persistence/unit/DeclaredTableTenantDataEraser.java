/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.TenantTables;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Deletes the rows of a tenant from all tables that installed bundles declare with {@link
 * TenantTables}, running or not. A table of a bundle that was never started does not exist yet and
 * is skipped.
 */
public final class DeclaredTableTenantDataEraser implements TenantDataEraser {
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]*");

  private final DatabaseConnectionPools pool;
  private final Supplier<List<String>> declared;

  /**
   * Creates an eraser.
   *
   * @param declared returns the names of the tables in the order of deletion
   */
  public DeclaredTableTenantDataEraser(
      DatabaseConnectionPools pool, Supplier<List<String>> declared) {
    this.pool = pool;
    this.declared = declared;
  }

  /** Returns the tables that these bundles declare; none of a bundle that was uninstalled. */
  public static List<String> tablesOf(Collection<Bundle> bundles) {
    Set<String> tables = new LinkedHashSet<>();
    for (Bundle bundle : bundles) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision == null) { // uninstalled concurrently, for example after an upgrade
        continue;
      }
      for (var declaration : revision.getDeclaredCapabilities(TenantTables.NAMESPACE)) {
        if (declaration.getAttributes().get(TenantTables.TABLES) instanceof List<?> names) {
          names.forEach(name -> tables.add(name.toString()));
        }
      }
    }
    return new ArrayList<>(tables);
  }

  @Override
  public void erase(String tenantId) {
    Set<String> existing = existing();
    for (String table : declared.get()) {
      if (!TABLE.matcher(table).matches()) {
        throw new IllegalStateException("not a valid table name: " + table);
      }
      if (existing.contains(table)) {
        erase(table, tenantId);
      }
    }
  }

  private void erase(String table, String tenantId) {
    String delete =
        "delete from " + table + " where tenant_id = ? limit " + PersistenceUnit.PURGED_AT_ONCE;
    int last;
    do {
      last = on(connection -> SqlStatementRunner.update(connection, delete, tenantId));
    } while (last == PersistenceUnit.PURGED_AT_ONCE);
  }

  private Set<String> existing() {
    return on(
        connection -> {
          Set<String> names = new LinkedHashSet<>();
          try (var tables =
              connection
                  .getMetaData()
                  .getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
            while (tables.next()) {
              names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
          }
          return names;
        });
  }

  private <T> T on(PersistenceUnit.SqlFunction<T> work) {
    try {
      return pool.autoCommit(work);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }
}
