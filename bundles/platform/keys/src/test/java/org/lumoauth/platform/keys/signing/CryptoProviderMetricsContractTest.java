/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class CryptoProviderMetricsContractTest extends MetricSourceContract {

  @Override
  protected MetricSource source() {
    return new CryptoProviderMetrics(JcaProviderSelector.jdk());
  }

  @Override
  protected void work(TenantContext tenant) {
    // It is chosen once.
  }

  @Test
  void reportsProvider() {
    assertEquals(
        Map.of("provider", "JDK " + Runtime.version().feature()),
        source().metrics().get(0).samples().get(0).labels());
  }
}
