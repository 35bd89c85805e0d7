/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;

/** The contract of every {@link TenantStatisticsProvider}. */
public abstract class TenantStatisticsProviderContract {

  /** Returns the provider under test. */
  protected abstract TenantStatisticsProvider source();

  /** Returns a tenant without data. */
  protected abstract TenantContext emptyTenant();

  @Test
  void declaresPermission() {
    assertTrue(source().permission().matches("[a-z]+\\.[a-z]+"), source().permission());
  }

  @Test
  void countsNothingOfAnEmptyTenant() {
    var figures = source().countStatistics(emptyTenant());

    assertFalse(figures.isEmpty());
    figures.forEach((name, count) -> assertEquals(0, count, name));
  }

  @Test
  void declaresCamelCaseNames() {
    source()
        .countStatistics(emptyTenant())
        .keySet()
        .forEach(name -> assertTrue(name.matches("[a-z][A-Za-z0-9]*"), name));
  }
}
