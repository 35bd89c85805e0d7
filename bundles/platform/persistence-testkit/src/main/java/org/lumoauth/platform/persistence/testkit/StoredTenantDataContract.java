package org.lumoauth.platform.persistence.testkit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.testkit.contract.TenantDataOwnerContract;

/**
 * What every {@link TenantDataOwner} of a persistence unit does, in every table of the unit, also
 * in one that is added later.
 */
public abstract class StoredTenantDataContract extends TenantDataOwnerContract {
  private TestDatabase database;
  private TenantDataOwner owner;

  /** The provider, with its unit open on this database. */
  protected abstract TenantDataOwner owner(TestDatabase database);

  /** The tables, in lower case, whose rows another owner erases, or that outlive the tenant. */
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
  protected final TenantDataOwner owner() {
    return owner;
  }

  @Override
  protected void keepSomething(TenantContext tenant) {
    new TenantRows(database).add(tenant.id());
  }

  @Override
  protected final Map<String, Long> rows(TenantContext tenant) {
    var rows = new TenantRows(database).count(tenant.id());
    var named = new HashSet<>(notErased());
    named.removeAll(rows.keySet());
    if (!named.isEmpty()) {
      throw new AssertionError("there is no table " + named);
    }
    rows.keySet().removeAll(notErased());
    return rows;
  }
}
