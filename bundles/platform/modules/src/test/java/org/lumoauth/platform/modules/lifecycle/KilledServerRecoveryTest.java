/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModulePropertyNames;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.modules.sample.ModuleServer;
import org.lumoauth.platform.modules.sample.SampleBundle;

/** Recovery of a server that was killed during module operations. */
class KilledServerRecoveryTest extends ModuleServerTestBase {
  /** The old version of each still has work when the server is killed. */
  @Test
  void runsOnlyNewVersionsAfterTwoInterruptedUpgrades() throws Exception {
    server.modules().install(healthy("1.0.0"));
    server.modules().install(other("plain", "1.0.0"));
    upgradeInterrupted("sample", healthy("2.0.0"));
    upgradeInterrupted("other", other("plain", "2.0.0"));

    restartAsKilled();

    assertEquals(List.of("other 2.0.0 ACTIVE", "sample 2.0.0 ACTIVE"), server.listed());
  }

  @Test
  void runsOneVersionAfterUpgradeOfAnotherModule() throws Exception {
    server.modules().install(healthy("1.0.0"));
    server.modules().install(other("plain", "1.0.0"));
    upgradeInterrupted("sample", healthy("2.0.0"));
    server.modules().upgrade("other", other("plain", "2.0.0"));

    restartAsKilled();

    assertEquals(List.of("other 2.0.0 ACTIVE", "sample 2.0.0 ACTIVE"), server.listed());
  }

  @Test
  void removesBuildOfInterruptedUpgrade() throws Exception {
    server.modules().install(healthy("1.0.0"));
    Path killed = copyWhileTrying("2.0.0");
    server.modules().upgrade("sample", healthy("2.0.0"));

    restart(killed);

    assertEquals(List.of("sample 1.0.0 ACTIVE"), server.listed());
    server.modules().upgrade("sample", healthy("2.0.0"));
    assertEquals(List.of("sample 2.0.0 ACTIVE"), server.listed());
  }

  @Test
  void removesBuildOfInterruptedInstallation() throws Exception {
    Path killed = copyWhileTrying("1.0.0");
    server.modules().install(healthy("1.0.0"));

    restart(killed);

    assertEquals(List.of(), server.listed());
  }

  @Test
  void preservesSourceFileOfInterruptedInstallation() throws Exception {
    Path file = SampleBundle.of("healthy").in(folder);
    Path killed = copyWhileTrying("1.0.0");
    server.modules().install(file.toUri().toString());

    restart(killed);

    assertTrue(Files.exists(file));
  }

  @Test
  void preservesStoppedBuildInstalledEarlier() throws Exception {
    server.modules().install(healthy("1.0.0"));
    server.framework().context().getBundle(idOf("sample")).stop();

    restartAsKilled();

    assertEquals(1, server.listed().size(), server.listed().toString());
  }

  @Test
  void preservesBuildReplacingRejectedBuild() throws Exception {
    Path file = elsewhere.resolve("sample.jar");
    SampleBundle.of("probed").version("1.0.0").at(file);
    assertThrows(ModuleException.class, () -> server.modules().install(file.toUri().toString()));
    SampleBundle.of("healthy").version("1.0.0").at(file);
    server.framework().run(file).stop();

    restartAsKilled();

    assertEquals(1, server.listed().size(), server.listed().toString());
  }

  /** Upgrades, and gives up waiting for the work in the old version, so that it stays. */
  private void upgradeInterrupted(String module, String url) throws Exception {
    long old = idOf(module);
    try (ModuleWorkPermit work = server.gates().tryEnter(old)) {
      var upgrade = new Thread(() -> upgradeInVain(module, url));
      upgrade.start();
      until("the old version is left", () -> !server.gates().acceptsWork(old));
      upgrade.interrupt();
      upgrade.join();
    }
  }

  private void upgradeInVain(String module, String url) {
    try {
      server.modules().upgrade(module, url);
    } catch (ModuleException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is on the disk while a version is asked whether it is ready. */
  private Path copyWhileTrying(String version) {
    Path copy = elsewhere.resolve("killed");
    ReadinessProbe probe =
        () -> {
          boolean tried = server.listed().contains("sample " + version + " DRAINING");
          if (tried && !Files.exists(copy)) {
            copyTo(copy);
          }
          return Optional.empty();
        };
    var properties = new Hashtable<>(Map.of(ModulePropertyNames.NAME, "killer"));
    server.framework().context().registerService(ReadinessProbe.class, probe, properties);
    return copy;
  }

  private void copyTo(Path copy) {
    try {
      ModuleServer.copy(folder, copy);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void restartAsKilled() throws Exception {
    restart(ModuleServer.copy(folder, elsewhere.resolve("killed")));
  }

  private long idOf(String module) {
    return server.modules().list().stream()
        .filter(each -> each.name().equals(module))
        .findFirst()
        .orElseThrow()
        .bundleId();
  }
}
