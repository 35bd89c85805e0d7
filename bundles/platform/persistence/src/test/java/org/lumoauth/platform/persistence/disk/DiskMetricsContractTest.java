/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class DiskMetricsContractTest extends MetricSourceContract {
  @TempDir Path folder;

  @Override
  protected MetricSource source() {
    return new DiskMetrics(new DiskSpaceMonitor(Map.of("data", folder), 1));
  }

  @Override
  protected void work(TenantContext tenant) {
    // disks are measured whatever tenants do
  }
}
