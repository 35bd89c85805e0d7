/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.testkit.contract.platform.ReadinessProbeContract;

class DiskSpaceMonitorContractTest extends ReadinessProbeContract {
  @TempDir Path folder;

  @Override
  protected ReadinessProbe ready() {
    return new DiskSpaceMonitor(Map.of("data", folder), 0);
  }

  @Override
  protected ReadinessProbe unready() {
    return new DiskSpaceMonitor(Map.of("data", folder), 1L << 40);
  }
}
