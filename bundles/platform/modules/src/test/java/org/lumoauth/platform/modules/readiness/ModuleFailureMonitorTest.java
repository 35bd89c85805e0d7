/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

class ModuleFailureMonitorTest {
  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private ModuleTestFramework framework;
  private ModuleFailureMonitor monitor;

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
    monitor =
        new ModuleFailureMonitor(
            framework.context(), new ComponentDiagnostics(framework.components()), clock::get);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void reportsModuleWithFailingComponent() throws Exception {
    runFailing();

    assertEquals(Map.of(), monitor.currentFailures(), "an upgrade may be under way");
    passSeconds(4);

    assertEquals(Set.of("sample"), monitor.currentFailures().keySet());
    assertTrue(
        monitor.currentFailures().get("sample").startsWith("its activation failed: "),
        monitor.currentFailures().toString());
    assertTrue(monitor.findUnreadyReason().orElseThrow().contains("sample"));
  }

  @Test
  void doesNotReportWorkingModule() throws Exception {
    framework.run(SampleBundle.of("healthy").in(folder));
    monitor.currentFailures();
    passSeconds(4);

    assertEquals(Optional.empty(), monitor.findUnreadyReason());
  }

  @Test
  void doesNotReportStoppedModule() throws Exception {
    Bundle bundle = runFailing();
    monitor.currentFailures();
    bundle.stop();
    passSeconds(4);

    assertEquals(Map.of(), monitor.currentFailures());
  }

  @Test
  void removesRecoveredModule() throws Exception {
    Bundle bundle = runFailing();
    monitor.currentFailures();
    passSeconds(4);
    assertEquals(1, monitor.currentFailures().size());

    bundle.uninstall();
    passSeconds(1);

    assertEquals(Map.of(), monitor.currentFailures());
  }

  /** Starts the module and asks for its service once, which activates its component. */
  private Bundle runFailing() throws BundleException {
    Bundle bundle = framework.run(SampleBundle.of("failing").in(folder));
    ServiceReference<?> reference =
        framework.context().getServiceReference(AuthorizationModel.class);
    assertNull(framework.context().getService(reference));
    return bundle;
  }

  private void passSeconds(int seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
