/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.readiness;

import static java.util.stream.Collectors.toSet;
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
import org.lumoauth.platform.modules.provider.BundleTrafficGates;
import org.lumoauth.platform.modules.provider.MissingModuleResolver;
import org.lumoauth.platform.modules.provider.RemovedModuleStore;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.lumoauth.platform.modules.sample.SampleBundle;
import org.lumoauth.platform.modules.sample.WatchedFolderConfigurationAdmin;
import org.osgi.framework.Bundle;

class StartupReadinessProbeTest {
  @TempDir Path folder;

  private ModuleTestFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder.resolve("cache"));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void waitsForUnsatisfiedModule() throws Exception {
    framework.run(SampleBundle.of("needy").in(folder));

    assertTrue(unready().orElseThrow().contains("sample"), unready().toString());
  }

  @Test
  void ignoresUnsatisfiedServicesForOtherModules() throws Exception {
    framework.run(SampleBundle.of("lending").in(folder));

    assertEquals(Optional.empty(), unready());
  }

  /** Nobody who stops a module wants the next start to wait for it. */
  @Test
  void doesNotWaitForStoppedModule() throws Exception {
    framework.run(SampleBundle.of("healthy").in(folder)).stop();
    stop();
    start();

    assertEquals(Optional.empty(), unready());
  }

  /** It is asked twice: what gets on between two questions is waited for. */
  @Test
  void doesNotWaitForDependentOfStoppedModule() throws Exception {
    Bundle giver = giver();
    giver.stop();
    framework.run(SampleBundle.of("needy").in(folder));
    StartupReadinessProbe startUp = startUp();

    assertTrue(unready(startUp).isPresent());
    assertEquals(Optional.empty(), unready(startUp));
  }

  @Test
  void waitsForDependentOfModuleMarkedForStart() throws Exception {
    Bundle giver = giver();
    giver.stop(Bundle.STOP_TRANSIENT);
    framework.run(SampleBundle.of("needy").in(folder));
    StartupReadinessProbe startUp = startUp();

    assertTrue(unready(startUp).isPresent());
    assertTrue(unready(startUp).isPresent());
  }

  /** What it only lends to others, and can't, says nothing of what its own work still lacks. */
  @Test
  void waitsForOwnWorkDespiteUnsatisfiedServiceForOthers() throws Exception {
    Bundle giver = giver();
    giver.stop();
    framework.run(SampleBundle.of("halfway").in(folder));
    StartupReadinessProbe startUp = startUp();

    assertTrue(unready(startUp).isPresent());
    assertTrue(unready(startUp).orElseThrow().contains("not active yet"));
  }

  @Test
  void doesNotWaitForDependentOfRemovedModule() throws Exception {
    Bundle giver = giver();
    RemovedModuleStore.inFolder(folder)
        .add("giver", MissingModuleResolver.contracts(giver).collect(toSet()));
    giver.uninstall();
    framework.run(SampleBundle.of("needy").in(folder));
    StartupReadinessProbe startUp = startUp();

    unready(startUp);

    assertEquals(Optional.empty(), unready(startUp));
  }

  private Bundle giver() throws Exception {
    return framework.run(
        SampleBundle.of("giving")
            .header("Bundle-SymbolicName", "org.example.giving")
            .header("LumoAuth-Module", "giver")
            .in(folder));
  }

  /** Another build of the distribution brings it again. */
  @Test
  void uninstallsRemovedModuleThatReappears() throws Exception {
    RemovedModuleStore.inFolder(folder).add("sample", Set.of());
    Bundle back = shipped();

    assertEquals(Optional.empty(), unready());

    assertEquals(Bundle.UNINSTALLED, back.getState());
  }

  @Test
  void preservesModuleReinstalledAfterRemoval() throws Exception {
    RemovedModuleStore.inFolder(folder).add("sample", Set.of());
    RemovedModuleStore.inFolder(folder).forget("sample");
    Bundle shipped = shipped();

    unready();

    assertEquals(Bundle.ACTIVE, shipped.getState());
  }

  @Test
  void preservesModuleDeployedByOperator() throws Exception {
    RemovedModuleStore.inFolder(folder).add("sample", Set.of());
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
    return unready(startUp());
  }

  /** What it says once it has taken away what is to be taken away. */
  private static Optional<String> unready(StartupReadinessProbe startUp) {
    Optional<String> answer;
    do {
      answer = startUp.findUnreadyReason();
    } while (answer.isPresent() && answer.get().contains("taken away"));
    return answer;
  }

  private StartupReadinessProbe startUp() {
    RemovedModuleStore removed = RemovedModuleStore.inFolder(folder);
    return new StartupReadinessProbe(
        framework.context(),
        framework.components(),
        new BundleTrafficGates(),
        new WatchedFolderConfigurationAdmin(folder),
        removed);
  }
}
