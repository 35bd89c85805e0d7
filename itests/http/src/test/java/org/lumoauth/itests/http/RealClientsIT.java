package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Client libraries that people use, unmodified, against the shipped server. They are packages of
 * Node.js: where that is missing the tests are skipped and say so, but where the browser's tests
 * are required, as in CI, they fail.
 */
@ExtendWith(Shared.class)
class RealClientsIT {
  private static final Path SCRIPTS = Path.of("src/test/clients");
  private static final Path WORK = Path.of("target/clients");
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "a few words in a row 42";

  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @TestFactory
  Stream<DynamicTest> openIdClient() throws Exception {
    return script("openid-client.mjs");
  }

  @TestFactory
  Stream<DynamicTest> oauth4webapi() throws Exception {
    return script("oauth4webapi.mjs");
  }

  private static Stream<DynamicTest> script(String script) throws Exception {
    boolean node = Stream.of("node", "npm").allMatch(RealClientsIT::installed);
    assumeTrue(
        node || "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER")),
        "Node.js is not installed: no client library was tried.");
    install();
    Tenant tenant = Tenant.create(server);
    tenant.admin().post("/admin/users", Map.of("email", EMAIL, "password", PASSWORD)).expect(201);
    String issuer = tenant.admin().base();
    List<String> results = run("node", script, issuer, tenant.key(), EMAIL, PASSWORD);
    assertFalse(results.isEmpty(), "the script said nothing");
    return results.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.replaceFirst("^\\w+ ", "").replaceFirst(":.*", ""),
                    () -> assertTrue(line.startsWith("ok "), line)));
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path installed = WORK.resolve("node_modules/openid-client");
    if (!Files.exists(installed)) {
      List<String> lines =
          run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
      assertTrue(Files.exists(installed), String.join("\n", lines));
    }
  }

  private static boolean installed(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(WORK.toAbsolutePath(), "run", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " did not end: " + Files.readString(log));
    }
    return Files.readAllLines(log);
  }
}
