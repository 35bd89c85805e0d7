/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.flow.InterruptedFlow;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.TestServer;

/**
 * Modules that are replaced by their next versions while something is under way.
 *
 * @param bundles the modules' folders below {@code bundles}
 * @param flows what is begun before and ended after
 */
record ModuleUpgradeCase(List<String> bundles, List<InterruptedFlow> flows) {
  /** Above the one that other test classes install: none of them finds its own there already. */
  private static final String VERSION = "100.0.0";

  private static final String MODULES = "/api/v1/platform/modules";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static ModuleUpgradeCase of(String bundle, InterruptedFlow... flows) {
    return new ModuleUpgradeCase(List.of(bundle), List.of(flows));
  }

  /** The next version of each of the modules. */
  List<NextModuleVersion> buildNextVersions(Path folder) throws IOException {
    List<NextModuleVersion> next = new ArrayList<>();
    for (String bundle : bundles) {
      next.add(NextModuleVersion.of(bundle, folder, VERSION));
    }
    return next;
  }

  /**
   * Begins all, replaces the modules, and ends all. Others notice nothing; but what belongs to the
   * platform restarts those who use it, and does not wait for a request that is in them.
   */
  void run(TestServer server, BackgroundTraffic others, List<NextModuleVersion> next)
      throws Exception {
    List<Executable> rest = new ArrayList<>();
    for (InterruptedFlow flow : flows) {
      rest.add(0, flow.begin());
    }
    for (NextModuleVersion to : next) {
      if (to.module().startsWith("platform-")) {
        upgrade(server, to);
      } else {
        List<String> wrong = others.runDuring(() -> upgrade(server, to));
        rest.add(() -> assertEquals(List.of(), wrong, to.module()));
      }
    }
    assertAll(rest);
  }

  private static void upgrade(TestServer server, NextModuleVersion to) throws Exception {
    ApiClient.Answer answer =
        server
            .operator()
            .post(MODULES + "/" + to.module() + "/upgrade", Map.of("url", to.url()))
            .expect(200);
    assertEquals(VERSION, answer.data().path("version").asText(), answer.toString());
    ConditionPoller.until(
        to.module() + " works, and all that needs it",
        PATIENCE,
        () -> server.anonymous().get("/system/health/ready").status() == 200);
  }

  @Override
  public String toString() {
    return String.join(", ", bundles);
  }
}
