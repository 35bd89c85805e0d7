/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModuleInfo;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.platform.modules.sample.ModuleServer;
import org.lumoauth.platform.modules.sample.SampleBundle;

class ModuleLifecycleServiceTest extends ModuleServerTestBase {
  @Test
  void installsModuleThatIsAvailableImmediately() throws Exception {
    server.modules().install(healthy("1.0.0"));

    assertEquals("1.0.0", server.ask());
  }

  @Test
  void reportsProvidedServices() throws Exception {
    ModuleInfo module = server.modules().install(healthy("1.0.0"));

    assertEquals(List.of("authorization-model/sample"), module.provides());
  }

  @Test
  void reportsEveryKindOfService() throws Exception {
    ModuleInfo module = server.modules().install(url("twofold", "1.0.0"));

    assertEquals(List.of("authorization-model", "claims-contributor"), module.kind());
    assertEquals(
        List.of("authorization-model/sample", "claims-contributor/sample"), module.provides());
  }

  @Test
  void reportsFailedModuleAndReason() throws Exception {
    server.framework().run(SampleBundle.of("failing").in(elsewhere));
    assertThrows(NoSuchElementException.class, server::ask);

    ModuleInfo module = server.modules().list().get(0);

    assertEquals("FAILED", module.state());
    assertTrue(module.problem().contains("no database"), module.problem());
  }

  @Test
  void replacesTheOldVersion() throws Exception {
    server.modules().install(healthy("1.0.0"));

    server.modules().upgrade("sample", healthy("2.0.0"));

    assertEquals(List.of("sample 2.0.0 ACTIVE"), server.listed());
  }

  @Test
  void downgradesToOlderVersion() throws Exception {
    server.modules().install(healthy("2.0.0"));

    server.modules().upgrade("sample", healthy("1.0.0"));

    assertEquals("1.0.0", server.ask());
  }

  @Test
  void upgradesFromReplacedFile() throws Exception {
    Path file = elsewhere.resolve("sample.jar");
    SampleBundle.of("healthy").version("1.0.0").at(file);
    server.modules().install(file.toUri().toString());
    SampleBundle.of("healthy").version("2.0.0").at(file);

    server.modules().upgrade("sample", file.toUri().toString());

    assertEquals("2.0.0", server.ask());
  }

  @ParameterizedTest
  @CsvSource({
    "needy, it needs org.lumoauth.api.message.MessageChannel",
    "failing, no database",
    "probed, its cache is cold",
    "plain, it does not offer authorization-model/sample"
  })
  void rollsBackVersionThatDoesNotBecomeReady(String contents, String reason) throws Exception {
    server.modules().install(healthy("1.0.0"));

    ModuleException refusal =
        assertThrows(
            ModuleException.class,
            () -> server.modules().upgrade("sample", url(contents, "2.0.0")));

    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"needy", "failing", "probed", "plain"})
  void preservesOldVersionAfterRollback(String contents) throws Exception {
    server.modules().install(healthy("1.0.0"));
    assertThrows(
        ModuleException.class, () -> server.modules().upgrade("sample", url(contents, "2.0.0")));

    assertEquals(
        List.of("1.0.0", List.of("sample 1.0.0 ACTIVE")), List.of(server.ask(), server.listed()));
  }

  @Test
  void rollsBackAVersionWhoseImportsAreMissing() throws Exception {
    server.modules().install(healthy("1.0.0"));
    Path broken =
        SampleBundle.of("healthy")
            .version("2.0.0")
            .header("Import-Package", "org.example.absent,*")
            .in(elsewhere);
    assertThrows(
        ModuleException.class, () -> server.modules().upgrade("sample", broken.toUri().toString()));

    assertEquals(List.of("sample 1.0.0 ACTIVE"), server.listed());
  }

  @Test
  void routesNoCallsToUnreadyVersion() throws Exception {
    server.modules().install(healthy("1.0.0"));
    AtomicBoolean ended = new AtomicBoolean();
    var pool = Executors.newSingleThreadExecutor();
    try {
      Future<List<String>> answers = pool.submit(() -> askUntil(ended));
      assertThrows(
          ModuleException.class, () -> server.modules().upgrade("sample", url("probed", "2.0.0")));
      ended.set(true);

      assertEquals(
          List.of("1.0.0"), answers.get(10, TimeUnit.SECONDS).stream().distinct().toList());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void answersEveryCallDuringRepeatedUpgrades() throws Exception {
    server.modules().install(healthy("1.0.0"));
    AtomicBoolean ended = new AtomicBoolean();
    var pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<List<String>>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(pool.submit(() -> askUntil(ended)));
      }
      for (int minor = 1; minor <= 10; minor++) {
        server.modules().upgrade("sample", healthy("1." + minor + ".0"));
      }
      ended.set(true);

      for (Future<List<String>> asker : running) {
        asker.get(10, TimeUnit.SECONDS); // throws if a single question failed
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void retainsOldVersionUntilLeasesAreReleased() throws Exception {
    server.modules().install(healthy("1.0.0"));
    var pool = Executors.newSingleThreadExecutor();
    try (ServiceLease<AuthorizationModel> held = server.hold()) {
      Future<ModuleInfo> upgrade =
          pool.submit(() -> server.modules().upgrade("sample", healthy("2.0.0")));
      until("the new version answers", () -> server.ask().equals("2.0.0"));
      String answer = server.ask(held);
      held.close();
      upgrade.get(10, TimeUnit.SECONDS);

      assertEquals("1.0.0", answer);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void doesNotRestartTheNewVersionWhenTheOldVersionIsUninstalled() throws Exception {
    server.modules().install(url("paired", "1.0.0"));
    var pool = Executors.newSingleThreadExecutor();
    try (ServiceLease<AuthorizationModel> old = server.hold()) {
      Future<ModuleInfo> upgrade =
          pool.submit(() -> server.modules().upgrade("sample", url("paired", "2.0.0")));
      until("the new version answers", () -> server.ask().equals("2.0.0"));
      try (ServiceLease<AuthorizationModel> next = server.hold()) {
        old.close();
        upgrade.get(10, TimeUnit.SECONDS);

        assertEquals("2.0.0", server.ask(next));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void stopsOldVersionWithUnreleasedLease() throws Exception {
    server.modules().install(healthy("1.0.0"));
    server.hold();

    server.modules().upgrade("sample", healthy("2.0.0"));

    assertEquals(List.of("sample 2.0.0 ACTIVE"), server.listed());
  }

  @Test
  void removesAModule() throws Exception {
    server.modules().install(healthy("1.0.0"));

    server.modules().remove("sample");

    assertEquals(List.of(), server.listed());
  }

  @Test
  void removesDeployedFileOfRemovedModule() throws Exception {
    Path dropped = SampleBundle.of("healthy").in(folder);
    server.framework().run(dropped);

    server.modules().remove("sample");

    assertFalse(Files.exists(dropped));
  }

  @Test
  void preservesFilesOutsideDeployFolders() throws Exception {
    Path file = SampleBundle.of("healthy").in(elsewhere);
    server.modules().install(file.toUri().toString());

    server.modules().remove("sample");

    assertTrue(Files.exists(file));
  }

  @Test
  void runsOnlyNewVersionAfterRestart() throws Exception {
    server.modules().install(healthy("1.0.0"));
    server.modules().upgrade("sample", healthy("2.0.0"));
    restart(folder);

    assertEquals(List.of("sample 2.0.0 ACTIVE"), server.listed());
  }

  /** The server dies while the work of the old version is awaited. */
  @Test
  void runsOnlyNewVersionAfterCrashDuringUpgrade() throws Exception {
    server.modules().install(healthy("2.0.0"));
    var pool = Executors.newSingleThreadExecutor();
    try (ServiceLease<AuthorizationModel> held = server.hold()) {
      Future<?> unused = pool.submit(() -> server.modules().upgrade("sample", healthy("1.0.0")));
      until("the new version answers", () -> server.ask().equals("1.0.0"));
      Path crashed = ModuleServer.copy(folder, elsewhere.resolve("copy"));
      restart(crashed);
    } finally {
      pool.shutdownNow();
    }

    assertEquals(List.of("sample 1.0.0 ACTIVE"), server.listed());
  }

  @Test
  void rejectsInstallationOfInstalledModule() throws Exception {
    server.modules().install(healthy("1.0.0"));

    assertThrows(ModuleException.class, () -> server.modules().install(healthy("2.0.0")));
  }

  @Test
  void refusesAnotherBuildOfTheSameVersion() throws Exception {
    server.modules().install(healthy("1.0.0"));

    ModuleException rejected =
        assertThrows(
            ModuleException.class, () -> server.modules().upgrade("sample", url("needy", "1.0.0")));
    assertTrue(
        rejected.getMessage().startsWith("sample 1.0.0 is already installed"),
        rejected.getMessage());
  }

  @Test
  void refusesAnUpgradeToAnotherModule() throws Exception {
    server.modules().install(healthy("1.0.0"));
    String other = other("healthy", "2.0.0");

    assertThrows(ModuleException.class, () -> server.modules().upgrade("sample", other));
  }

  @Test
  void rejectsBundleThatIsNotModule() {
    Path bundle =
        SampleBundle.of("healthy").header("-removeheaders", "LumoAuth-Module").in(elsewhere);

    assertThrows(ModuleException.class, () -> server.modules().install(bundle.toUri().toString()));
  }

  @Test
  void rejectsRemovalOfModuleUsedByOthers() throws Exception {
    server.framework().run(contractOwner());
    server.framework().run(contractUser());

    assertThrows(ModuleException.class, () -> server.modules().remove("contract"));
  }

  @Test
  void rejectsRemovalOfUnknownModule() {
    assertThrows(ModuleException.class, () -> server.modules().remove("sample"));
  }

  @Test
  void auditsOperationsAndRollback() throws Exception {
    server.modules().install(healthy("1.0.0"));
    assertThrows(
        ModuleException.class, () -> server.modules().upgrade("sample", url("plain", "2.0.0")));
    server.modules().upgrade("sample", healthy("3.0.0"));
    server.modules().remove("sample");

    assertEquals(
        List.of(
            "module.installed SUCCESS sample",
            "module.upgraded FAILURE sample",
            "module.upgraded SUCCESS sample",
            "module.removed SUCCESS sample"),
        recorded());
  }

  @Test
  void auditsRejectedArchive() throws Exception {
    String url = healthy("1.0.0");
    ModuleOperationContext order =
        new ModuleOperationContext(
            AuditInitiator.server("test"),
            archive -> {
              throw new ModuleException("not on the list");
            });

    assertThrows(ModuleException.class, () -> server.modules().install(url, order));

    AuditEvent event = server.audit().last(AuditLog.PLATFORM).event();
    assertEquals(List.of("module.installed FAILURE sample"), recorded());
    assertEquals(Set.of("version", "source", "sha256"), event.details().keySet());
    assertEquals("test", event.actor().id());
  }

  @Test
  void auditsAttemptDuringAnotherOperation() throws Exception {
    String url = healthy("1.0.0");
    ModuleOperationContext busy =
        new ModuleOperationContext(
            AuditInitiator.server("test"),
            archive -> assertThrows(ModuleException.class, () -> server.modules().remove("other")));

    server.modules().install(url, busy);

    assertEquals(
        List.of("module.removed FAILURE other", "module.installed SUCCESS sample"), recorded());
  }

  private List<String> recorded() {
    return server.audit().of(AuditLog.PLATFORM).stream()
        .map(AuditRecord::event)
        .map(
            event ->
                "%s %s %s"
                    .formatted(event.action(), event.outcome(), event.target().orElseThrow().id()))
        .toList();
  }

  private Path contractOwner() {
    return SampleBundle.of("plain")
        .header("Bundle-SymbolicName", "org.example.contract")
        .header("LumoAuth-Module", "contract")
        .header("Export-Package", "org.lumoauth.platform.modules.sample.plain;version=1.0.0")
        .in(elsewhere);
  }

  private Path contractUser() {
    return SampleBundle.of("healthy")
        .header("Import-Package", "org.lumoauth.platform.modules.sample.plain,*")
        .in(elsewhere);
  }

  private List<String> askUntil(AtomicBoolean ended) {
    List<String> answers = new ArrayList<>();
    while (!ended.get()) {
      answers.add(server.ask());
    }
    return answers;
  }
}
