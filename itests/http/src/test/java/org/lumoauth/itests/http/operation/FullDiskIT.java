/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The disk of the embedded database becomes full under a running server, to the last byte. */
class FullDiskIT {
  private static final int MEGABYTE = 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void answersWithoutServerErrorAndRecovers() throws Exception {
    Path disk = Files.createTempDirectory("lumoauth-small-disk");
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString()) == 0,
        "a file system of limited size needs the right to mount");
    try (TestServer server =
        TestServer.start(
            Map.of(
                "LUMOAUTH_DB_URL",
                "jdbc:h2:file:" + disk.resolve("lumoauth"),
                "LUMOAUTH_DB_USER",
                "sa"),
            Map.of(
                "org.lumoauth.platform.disk.cfg",
                "minFreeMegabytes = 32\n",
                "org.lumoauth.platform.web.cfg",
                "rateLimits = * /** 0/1s ip\n"))) {
      TestTenant tenant = TestTenant.create(server);
      TestTenant.Agent agent = tenant.agent("Worker", List.of(), List.of());
      AtomicBoolean enough = new AtomicBoolean();
      Set<Integer> statuses = new ConcurrentSkipListSet<>();
      var flood =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  statuses.add(agent.requestToken().status());
                }
              });

      tenant.admin().get("/.well-known/jwks.json").expect(200); // makes keys the first time
      Path ballast = disk.resolve("ballast");
      fill(ballast, disk.toFile().getUsableSpace() - 16 * MEGABYTE);
      ConditionPoller.until("the server is not ready", SOON, () -> ready(server) == 503);
      ConditionPoller.until("the flood is refused", SOON, () -> statuses.contains(503));
      fill(disk.resolve("more"), Long.MAX_VALUE);
      for (int i = 0; i < 20; i++) {
        assertEquals(503, agent.requestToken().status());
        statuses.add(tenant.admin().post("/admin/agents", Map.of("name", "A" + i)).status());
        tenant.admin().get("/admin/agents").expect(200);
        tenant.admin().get("/.well-known/jwks.json").expect(200);
      }

      Files.delete(ballast);
      Files.delete(disk.resolve("more"));
      ConditionPoller.until("the server is ready again", SOON, () -> ready(server) == 200);

      fill(ballast, Long.MAX_VALUE); // sooner than the server looks
      ConditionPoller.until("the server is not ready", SOON, () -> ready(server) == 503);
      Files.delete(ballast);
      ConditionPoller.until("the server is ready again", SOON, () -> ready(server) == 200);
      enough.set(true);
      flood.get(30, TimeUnit.SECONDS);

      assertEquals(Set.of(200, 503), new TreeSet<>(statuses));
      ConditionPoller.until("tokens are issued", SOON, () -> agent.requestToken().status() == 200);
      ConditionPoller.until(
          "changes are stored",
          SOON,
          () -> tenant.admin().post("/admin/agents", Map.of("name", "Afterwards")).status() == 201);
      assertTrue(server.logs().contains("disk.low"));
    } finally {
      run("umount", "-l", disk.toString());
      Files.delete(disk);
    }
  }

  private static int ready(TestServer server) {
    return server.anonymous().get("/system/health/ready").status();
  }

  /** Writes as many bytes as are wanted or, if these are fewer, as there is room for. */
  private static void fill(Path file, long bytes) throws IOException {
    byte[] block = new byte[MEGABYTE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(block.length, left));
      }
    } catch (IOException full) {
      assertTrue(file.getParent().toFile().getUsableSpace() < MEGABYTE, full.getMessage());
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
