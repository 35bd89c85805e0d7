/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.util.List;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.TenantTables;

/**
 * The contract of the {@link TenantTables} of a bundle: they are all tables of its unit with rows
 * of tenants, in an order in which their rows can be deleted.
 */
public abstract class TenantTablesContract extends PersistentTenantDataEraserContract {
  private final Class<?> anchor;

  /**
   * Creates a test.
   *
   * @param anchor a class of the package with the annotation
   */
  protected TenantTablesContract(Class<?> anchor) {
    this.anchor = anchor;
  }

  /** Returns the definition of the unit; a bundle with entities overrides it. */
  protected PersistenceUnitDefinition definition() {
    return TestDatabase.tablesOf(anchor);
  }

  @Override
  protected final TenantDataEraser owner(TestDatabase database) {
    database.open(definition());
    TenantTables declared = anchor.getPackage().getAnnotation(TenantTables.class);
    if (declared == null) {
      throw new AssertionError(anchor.getPackage() + " declares no tenant tables");
    }
    return database.eraser(List.of(declared.value()));
  }
}
