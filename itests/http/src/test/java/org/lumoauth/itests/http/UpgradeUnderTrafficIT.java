package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator replaces the module that answers, while it answers: no request fails. */
class UpgradeUnderTrafficIT {

  @Test
  void failsNoRequestWhileRolesAreUpgraded() throws Exception {
    Path next = nextVersionOf("authz/rbac", "0.1.1");
    try (Server server = Server.start()) {
      Tenant tenant = Tenant.create(server);
      Tenant.Agent agent = tenant.agent("Busy", List.of("files.read"), List.of());
      Api asking = agent.authenticated();
      Queue<String> failures = new ConcurrentLinkedQueue<>();
      AtomicInteger answered = new AtomicInteger();
      AtomicBoolean done = new AtomicBoolean();
      ExecutorService callers = Executors.newFixedThreadPool(3);
      Runnable caller =
          () -> {
            while (!done.get()) {
              Api.Answer answer = asking.post("/agents/ask", Map.of("action", "files.read"));
              if (answer.status() != 200 || !answer.body().path("allowed").asBoolean()) {
                failures.add(answer.toString());
              }
              Api.Answer roles = tenant.admin().get("/admin/roles");
              if (roles.status() != 200) {
                failures.add(roles.toString());
              }
              answered.incrementAndGet();
            }
          };
      for (int i = 0; i < 3; i++) {
        callers.submit(caller);
      }

      String said = server.console("lumoauth:module-upgrade authz-rbac file:" + next);
      int after = answered.get() + 30;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (answered.get() < after && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      done.set(true);
      callers.shutdown();
      assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));

      assertEquals(List.of(), List.copyOf(failures), said);
      assertTrue(
          server.console("lumoauth:module-list authz-rbac").contains("0.1.1"),
          "the new version is not in charge");
    }
  }

  /** The bundle as it is, under a higher version. */
  private static Path nextVersionOf(String bundle, String version) throws IOException {
    Path target = Server.PROJECT.resolve("bundles/" + bundle + "/target");
    Path jar;
    try (Stream<Path> files = Files.list(target)) {
      jar =
          files.filter(file -> file.toString().endsWith("-SNAPSHOT.jar")).findFirst().orElseThrow();
    }
    Path next = Files.createTempFile("next-version", ".jar");
    try (JarFile from = new JarFile(jar.toFile())) {
      Manifest manifest = new Manifest(from.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(next), manifest)) {
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            to.putNextEntry(new JarEntry(entry.getName()));
            from.getInputStream(entry).transferTo(to);
            to.closeEntry();
          }
        }
      }
    }
    return next;
  }
}
