package org.lumoauth.platform.modules.lifecycle;

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
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.platform.modules.sample.TestFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

class ModuleFailureMonitorTest {
  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private TestFramework framework;
  private ModuleFailureMonitor monitor;

  @BeforeEach
  void start() throws Exception {
    framework = TestFramework.start(folder.resolve("cache"));
    monitor =
        new ModuleFailureMonitor(
            framework.context(), new Components(framework.components()), clock::get);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void reportsAModuleWhoseComponentCannotBeActivated() throws Exception {
    runFailing();

    assertEquals(Map.of(), monitor.current(), "an upgrade may be under way");
    passSeconds(4);

    assertEquals(Set.of("sample"), monitor.current().keySet());
    assertTrue(
        monitor.current().get("sample").startsWith("its activation failed: "),
        monitor.current().toString());
    assertTrue(monitor.unready().orElseThrow().contains("sample"));
  }

  @Test
  void reportsNoModuleThatWorks() throws Exception {
    framework.run(SampleBundle.of("healthy").in(folder));
    monitor.current();
    passSeconds(4);

    assertEquals(Optional.empty(), monitor.unready());
  }

  @Test
  void reportsNoModuleThatWasStopped() throws Exception {
    Bundle bundle = runFailing();
    monitor.current();
    bundle.stop();
    passSeconds(4);

    assertEquals(Map.of(), monitor.current());
  }

  @Test
  void forgetsAModuleThatRecovered() throws Exception {
    Bundle bundle = runFailing();
    monitor.current();
    passSeconds(4);
    assertEquals(1, monitor.current().size());

    bundle.uninstall();
    passSeconds(1);

    assertEquals(Map.of(), monitor.current());
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
