/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.testkit.contract.platform.TenantDataEraserContract;

/**
 * The contract of every {@link TenantDataEraser} of a persistence unit, for every table of the
 * unit, including tables added later.
 */
public abstract class PersistentTenantDataEraserContract extends TenantDataEraserContract {
  private TestDatabase database;
  private TenantDataEraser owner;

  /** Returns the eraser, with its unit open on this database. */
  protected abstract TenantDataEraser owner(TestDatabase database);

  /**
   * Returns the tables, in lower case, with rows that another component erases or that outlive the
   * tenant.
   */
  protected Set<String> notErased() {
    return Set.of();
  }

  @BeforeEach
  void openDatabase() {
    database = TestDatabase.inMemory();
    owner = owner(database);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Override
  protected final TenantDataEraser owner() {
    return owner;
  }

  @Override
  protected void keepSomething(TenantContext tenant) {
    new TenantTableRowFixture(database).add(tenant.id());
  }

  @Override
  protected final Map<String, Long> rows(TenantContext tenant) {
    var rows = new TenantTableRowFixture(database).count(tenant.id());
    var named = new HashSet<>(notErased());
    named.removeAll(rows.keySet());
    if (!named.isEmpty()) {
      throw new AssertionError("unknown table " + named);
    }
    rows.keySet().removeAll(notErased());
    return rows;
  }
}
