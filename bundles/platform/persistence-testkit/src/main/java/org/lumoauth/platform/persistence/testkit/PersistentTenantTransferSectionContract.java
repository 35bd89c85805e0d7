/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.testkit.contract.platform.TenantTransferSectionContract;

/**
 * The contract of every {@link TenantTransferSection} of a persistence unit, on H2 and MariaDB: one
 * database of each for all tests, because each test has its own tenants.
 */
@ParameterizedClass(name = "on {0}")
@EnumSource(DatabaseKind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(EachDatabaseTestExtension.TestDatabasesResolver.class)
public abstract class PersistentTenantTransferSectionContract
    extends TenantTransferSectionContract {

  @Parameter DatabaseKind kind;

  private TestDatabase database;
  private TenantTransferSection section;

  /** Returns the section, with its unit open on this database. */
  protected abstract TenantTransferSection section(TestDatabase database);

  @BeforeParameterizedClassInvocation(injectArguments = false)
  final void openDatabase(TestDatabaseFactory databases) {
    database = databases.create(kind);
    section = section(database);
  }

  @AfterParameterizedClassInvocation(injectArguments = false)
  final void closeDatabase() {
    database.close();
  }

  @Override
  protected final TenantTransferSection section() {
    return section;
  }
}
