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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.NextVersion;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/** Upgrades release the classes of the versions that they replace. */
@ExtendWith(SharedForModules.class)
class ClassLoaderLeakIT {
  private static final int UPGRADES = System.getProperty("lumoauth.all") == null ? 10 : 50;
  private static final double METASPACE_MEGABYTES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private interface Use {
    void run();
  }

  @Test
  void releasesReplacedModulesWithEntities(Server server, @TempDir Path folder) throws Exception {
    Tenant tenant = Tenant.create(server);
    upgrade(server, folder, "authz/rbac", () -> tenant.admin().get("/admin/roles").expect(200));
  }

  @Test
  void releasesReplacedJaxRsApplications(Server server, @TempDir Path folder) throws Exception {
    Tenant tenant = Tenant.create(server);
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
  void releasesReplacedRecordsThatJacksonBinds(Server server, @TempDir Path folder)
      throws Exception {
    Tenant tenant = Tenant.create(server);
    upgrade(
        server,
        folder,
        "agents/budgets",
        () -> {
          Tenant.Agent agent = tenant.agent("Bound", List.of("files.read"), List.of());
          String budget = "/admin/agents/" + agent.id() + "/budget";
          tenant.admin().put(budget, Map.of("unknown", 1)).expect(422);
          tenant.admin().get(budget).expect(200);
        });
  }

  @Test
  void releasesReplacedModulesWithEmbeddedLibraries(Server server, @TempDir Path folder)
      throws Exception {
    Api agent =
        Tenant.create(server).agent("Embedded", List.of("files.read"), List.of()).authenticated();
    upgrade(
        server,
        folder,
        "agents/interpreter",
        () -> agent.post("/agents/ask", Map.of("question", "May I read files?")).expect(200));
  }

  private static void upgrade(Server server, Path folder, String bundle, Use use) throws Exception {
    List<NextVersion> versions = new ArrayList<>();
    for (int i = 0; i <= UPGRADES; i++) {
      Path each = Files.createDirectory(folder.resolve("v" + i));
      versions.add(NextVersion.of(bundle, each, "98.0." + i));
    }
    List<String> wrong = new ArrayList<>(during(use, () -> upgrade(server, versions.get(0), use)));
    JvmClasses first = JvmClasses.of(server);
    wrong.addAll(
        during(
            use,
            () -> {
              for (NextVersion version : versions.subList(1, versions.size())) {
                upgrade(server, version, use);
              }
            }));

    Await.until(
        "as many class loaders as after the first upgrade, " + first.bundleLoaders(),
        PATIENCE,
        () -> JvmClasses.of(server).bundleLoaders() == first.bundleLoaders());
    double grown = JvmClasses.of(server).metaspaceMegabytes() - first.metaspaceMegabytes();
    assertTrue(grown < METASPACE_MEGABYTES, "the metaspace grew by " + grown + " MB");
    assertEquals(List.of(), wrong);
  }

  /** Uses the module on another thread until the work is done: the uses that failed. */
  private static List<String> during(Use use, Use work) throws InterruptedException {
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

  private static void upgrade(Server server, NextVersion version, Use use) {
    server.console("lumoauth:module-upgrade " + version.module() + " " + version.url());
    use.run();
  }
}
