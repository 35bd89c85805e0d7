package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link TenantStatisticsProvider} does. */
public abstract class TenantStatisticsProviderContract {

  /** The provider. */
  protected abstract TenantStatisticsProvider source();

  /** A tenant that there is nothing of. */
  protected abstract TenantContext emptyTenant();

  @Test
  void asksForAPermission() {
    assertTrue(source().permission().matches("[a-z]+\\.[a-z]+"), source().permission());
  }

  @Test
  void countsNothingOfATenantThatHasNothing() {
    var figures = source().countStatistics(emptyTenant());

    assertFalse(figures.isEmpty());
    figures.forEach((name, count) -> assertEquals(0, count, name));
  }

  @Test
  void namesItsFiguresInCamelCase() {
    source()
        .countStatistics(emptyTenant())
        .keySet()
        .forEach(name -> assertTrue(name.matches("[a-z][A-Za-z0-9]*"), name));
  }
}
