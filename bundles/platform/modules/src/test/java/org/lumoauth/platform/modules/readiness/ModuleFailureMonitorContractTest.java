/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.testkit.contract.platform.ReadinessProbeContract;
import org.osgi.framework.BundleException;

class ModuleFailureMonitorContractTest extends ReadinessProbeContract {
  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private ModuleTestFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Override
  protected ReadinessProbe ready() {
    return monitor();
  }

  @Override
  protected ReadinessProbe unready() {
    try {
      framework.run(SampleBundle.of("failing").in(folder));
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
    var context = framework.context();
    context.getService(context.getServiceReference(AuthorizationModel.class));
    ModuleFailureMonitor monitor = monitor();
    monitor.currentFailures();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(4));
    return monitor;
  }

  private ModuleFailureMonitor monitor() {
    return new ModuleFailureMonitor(
        framework.context(), new ComponentDiagnostics(framework.components()), clock::get);
  }
}
