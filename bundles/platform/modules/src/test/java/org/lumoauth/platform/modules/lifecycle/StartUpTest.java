package org.lumoauth.platform.modules.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.modules.provider.BundleGates;
import org.lumoauth.platform.modules.provider.RemovedModules;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.platform.modules.sample.TestFramework;
import org.lumoauth.platform.modules.sample.WatchedFolder;
import org.osgi.framework.Bundle;

class StartUpTest {
  @TempDir Path folder;

  private TestFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework = TestFramework.start(folder.resolve("cache"));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void waitsForAModuleThatDoesNotWork() throws Exception {
    framework.run(SampleBundle.of("needy").in(folder));

    assertTrue(unready().orElseThrow().contains("sample"), unready().toString());
  }

  @Test
  void waitsForNoneThatOnlyLendsWhatNobodyCanUse() throws Exception {
    framework.run(SampleBundle.of("lending").in(folder));

    assertEquals(Optional.empty(), unready());
  }

  /** Nobody who stops a module wants the next start to wait for it. */
  @Test
  void waitsForNoModuleThatWasStopped() throws Exception {
    framework.run(SampleBundle.of("healthy").in(folder)).stop();
    stop();
    start();

    assertEquals(Optional.empty(), unready());
  }

  /** Another build of the distribution brings it again. */
  @Test
  void takesAwayAgainWhatWasRemovedAndHasComeBack() throws Exception {
    RemovedModules.in(folder).add("sample", Set.of());
    Bundle back = shipped();

    assertEquals(Optional.empty(), unready());

    assertEquals(Bundle.UNINSTALLED, back.getState());
  }

  @Test
  void leavesWhatWasInstalledSince() throws Exception {
    RemovedModules.in(folder).add("sample", Set.of());
    RemovedModules.in(folder).forget("sample");
    Bundle shipped = shipped();

    unready();

    assertEquals(Bundle.ACTIVE, shipped.getState());
  }

  @Test
  void leavesWhatTheOperatorDroppedIntoAFolder() throws Exception {
    RemovedModules.in(folder).add("sample", Set.of());
    Bundle dropped = framework.run(SampleBundle.of("healthy").in(folder));

    unready();

    assertEquals(Bundle.ACTIVE, dropped.getState());
  }

  /** A bundle as the distribution brings it. */
  private Bundle shipped() throws Exception {
    try (var in = Files.newInputStream(SampleBundle.of("healthy").in(folder))) {
      Bundle bundle = framework.context().installBundle("mvn:org.example/sample/1.0.0", in);
      bundle.start();
      return bundle;
    }
  }

  private Optional<String> unready() {
    var removals =
        new Removals(
            framework.context(),
            RemovedModules.in(folder),
            new BundleGates(),
            new WatchedFolder(folder));
    return new StartUp(framework.context(), framework.components(), removals).unready();
  }
}
