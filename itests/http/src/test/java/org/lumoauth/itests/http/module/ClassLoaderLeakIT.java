/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Upgrades release the classes of the versions that they replace. */
@ExtendWith(ModuleServerExtension.class)
class ClassLoaderLeakIT {
  private static final int UPGRADES = System.getProperty("lumoauth.all") == null ? 10 : 50;

  /**
   * The most replaced versions that may remain loaded, whatever the number of upgrades. The JDK
   * keeps the last record type whose {@code equals} it linked, and a JPQL query that OpenJPA has
   * compiled keeps the classes that called it first.
   */
  private static final int REPLACED_VERSIONS_LIMIT = 2;

  private static final double METASPACE_MEGABYTES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private interface ModuleUse {
    void run();
  }

  @Test
  void releasesReplacedModulesWithEntities(TestServer server, @TempDir Path folder)
      throws Exception {
    TestTenant tenant = TestTenant.create(server);
    upgrade(server, folder, "authz/rbac", () -> tenant.admin().get("/admin/roles").expect(200));
  }

  @Test
  void releasesReplacedJaxRsApplications(TestServer server, @TempDir Path folder) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    String issuers = "/admin/oauth/trusted-issuers";
    upgrade(
        server,
        folder,
        "oauth/trusted-issuers",
        () -> {
          tenant.admin().get(issuers).expect(200);
          tenant.admin().post(issuers, Map.of()).expect(422);
        });
  }

  @Test
  void releasesReplacedRecordsThatJacksonBinds(TestServer server, @TempDir Path folder)
      throws Exception {
    TestTenant tenant = TestTenant.create(server);
    upgrade(
        server,
        folder,
        "agents/budgets",
        () -> {
          TestTenant.Agent agent = tenant.agent("Bound", List.of("files.read"), List.of());
          String budget = "/admin/agents/" + agent.id() + "/budget";
          tenant.admin().put(budget, Map.of("unknown", 1)).expect(422);
          tenant.admin().get(budget).expect(200);
        });
  }

  @Test
  void releasesReplacedModulesWithEmbeddedLibraries(TestServer server, @TempDir Path folder)
      throws Exception {
    ApiClient agent =
        TestTenant.create(server)
            .agent("Embedded", List.of("files.read"), List.of())
            .authenticated();
    upgrade(
        server,
        folder,
        "agents/interpreter",
        () -> agent.post("/agents/ask", Map.of("question", "May I read files?")).expect(200));
  }

  /** The native library stays loaded in a bundle of its own; the model is freed. */
  @Test
  void releasesReplacedLanguageModels(TestServer server, @TempDir Path folder) throws Exception {
    ApiClient agent =
        TestTenant.create(server)
            .agent("Embedded", List.of("files.read"), List.of())
            .authenticated();
    Map<String, Object> question = Map.of("question", "I wonder about the files");
    upgrade(
        server,
        folder,
        "agents/interpreter-embeddings",
        () -> agent.post("/agents/ask", question).expect(200));
  }

  private static void upgrade(TestServer server, Path folder, String bundle, ModuleUse use)
      throws Exception {
    List<NextModuleVersion> versions = new ArrayList<>();
    for (int i = 0; i <= UPGRADES; i++) {
      Path each = Files.createDirectory(folder.resolve("v" + i));
      versions.add(NextModuleVersion.of(bundle, each, "98.0." + i));
    }
    List<String> wrong = new ArrayList<>(during(use, () -> upgrade(server, versions.get(0), use)));
    double metaspaceBefore = JvmClassStatistics.metaspaceMegabytes(server);
    wrong.addAll(
        during(
            use,
            () -> {
              for (NextModuleVersion version : versions.subList(1, versions.size())) {
                upgrade(server, version, use);
              }
            }));

    awaitReleasedVersions(server);
    double grown = JvmClassStatistics.metaspaceMegabytes(server) - metaspaceBefore;
    assertTrue(grown < METASPACE_MEGABYTES, "the metaspace grew by " + grown + " MB");
    assertEquals(List.of(), wrong);
  }

  /**
   * Waits until no more replaced versions remain loaded than the limit allows. The number of all
   * class loaders would not do: a bundle may load its first class at any time.
   */
  private static void awaitReleasedVersions(TestServer server) throws Exception {
    Map<String, Integer> loaders = new TreeMap<>();
    try {
      ConditionPoller.until(
          "at most " + REPLACED_VERSIONS_LIMIT + " replaced versions",
          PATIENCE,
          () -> {
            loaders.clear();
            loaders.putAll(JvmClassStatistics.loadersByPackage(server));
            loaders.values().removeIf(count -> count <= REPLACED_VERSIONS_LIMIT + 1);
            return loaders.isEmpty();
          });
    } catch (AssertionError e) {
      throw new AssertionError("class loaders of each package: " + loaders, e);
    }
  }

  /** Uses the module on another thread until the work is done: the uses that failed. */
  private static List<String> during(ModuleUse use, ModuleUse work) throws InterruptedException {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              while (!done.get()) {
                try {
                  use.run();
                } catch (AssertionError e) {
                  wrong.add(e.getMessage());
                }
              }
            });
    caller.start();
    try {
      work.run();
    } finally {
      done.set(true);
      caller.join();
    }
    return List.copyOf(wrong);
  }

  private static void upgrade(TestServer server, NextModuleVersion version, ModuleUse use) {
    server.console("lumoauth:module-upgrade " + version.module() + " " + version.url());
    use.run();
  }
}
