/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * What {@code bin/lumoauth up} does around the server, with a distribution whose server ends as
 * soon as it has been started.
 */
class StartScriptIT {
  private static final String STOPPED = "The server stopped during the start";
  private static final String STARTING = " (process ";
  private static final String LOCK = "lumoauth.start-lock";
  private static final int STARTS = 8;

  @TempDir Path folder;
  private Path home;
  private Path data;

  @BeforeEach
  void unpack() throws IOException {
    home = folder.resolve("lumoauth-1.0.0");
    data = folder.resolve("data");
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.copy(TestServer.PROJECT.resolve("lumoauth"), bin.resolve("lumoauth"));
    program("karaf", "exit 1");
    Files.createDirectories(home.resolve("etc"));
    Files.createDirectories(home.resolve("system/org/lumoauth"));
    Files.writeString(bundle(), "built on Monday");
  }

  @Test
  void clearsCacheAfterDistributionChange() throws IOException {
    start();
    Path cached = write(data.resolve("karaf/cache/bundle0"));
    Path kept = write(data.resolve("db/lumoauth.mv.db"));
    assertFalse(start().contains("The distribution has changed"));
    assertTrue(Files.exists(cached));

    Files.writeString(bundle(), "built on Friday");

    String said = start();
    assertTrue(said.contains("The distribution has changed since the last start"), said);
    assertFalse(Files.exists(cached));
    assertTrue(Files.exists(kept));
  }

  @Test
  void startsOnlyOneOfConcurrentStarts() throws Exception {
    Path gate = folder.resolve("gate");
    ProcessRunner.run(folder, Map.of(), 5, List.of("mkfifo", gate.toString()));
    // Says that it runs, and ends when the test has written a line.
    program("karaf", "echo >" + folder.resolve("started") + "; read -r _ <" + gate);
    var first = CompletableFuture.supplyAsync(this::start);
    Path started = folder.resolve("started");
    ConditionPoller.until("the first start", Duration.ofSeconds(30), () -> Files.exists(started));

    String second = start();

    assertTrue(
        second.contains(
            "Another process is already starting an instance on " + data.toRealPath() + STARTING),
        second);
    assertTrue(second.contains("or set LUMOAUTH_DATA to another folder"), second);
    Files.writeString(gate, "\n");
    assertTrue(first.join().contains(STOPPED), first.join());
    assertEquals(List.of(), remainingLockFiles());
  }

  @Test
  void takesOverLockOfDeadProcess() throws Exception {
    lockOf(deadProcessId(), "1");

    assertStartsAlone(start());
  }

  @Test
  void takesOverLockWithReusedProcessId() throws IOException {
    lockOf(ProcessHandle.current().pid(), "1");

    assertStartsAlone(start());
  }

  @Test
  void takesOverLockOfKilledStart() throws IOException {
    program("ln", "/bin/ln \"$@\"; kill -9 $PPID");
    start();
    assertTrue(Files.isSymbolicLink(lock()));
    Files.delete(home.resolve("bin/ln"));

    assertStartsAlone(start());
  }

  @Test
  void takesOverLockAfterInterruptedRemovals() throws Exception {
    lockOf(deadProcessId(), "1");
    program("rm", "kill -9 $PPID");
    start();
    start();
    assertEquals(
        3,
        remainingLockFiles().size(),
        remainingLockFiles().toString()); // each takes the place of the one before
    Files.delete(home.resolve("bin/rm"));

    assertStartsAlone(start());
  }

  @Test
  void letsOnlyOneStartTakeOverADeadLock() throws Exception {
    lockOf(deadProcessId(), "1");
    Path gate = folder.resolve("gate");
    Path started = folder.resolve("started");
    ProcessRunner.run(folder, Map.of(), 5, List.of("mkfifo", gate.toString()));
    program("karaf", "echo started >>" + started + "; read -r _ <" + gate);
    var pool = Executors.newFixedThreadPool(STARTS);
    try {
      var starts =
          IntStream.range(0, STARTS)
              .mapToObj(each -> CompletableFuture.supplyAsync(this::start, pool))
              .toList();
      ConditionPoller.until(
          "all but one",
          Duration.ofSeconds(60),
          () -> starts.stream().filter(CompletableFuture::isDone).count() == STARTS - 1);
      ConditionPoller.until("the one", Duration.ofSeconds(30), () -> awaitContent(started));

      assertEquals(List.of("started"), Files.readAllLines(started));
      Files.writeString(gate, "\n");
      var said = starts.stream().map(CompletableFuture::join).toList();
      assertEquals(STARTS - 1, said.stream().filter(each -> each.contains(STARTING)).count());
      assertEquals(1, said.stream().filter(each -> each.contains(STOPPED)).count());
    } finally {
      pool.shutdown();
    }
    assertEquals(List.of(), remainingLockFiles());
  }

  @Test
  void readsConsolePortFromFileUnlessSetInEnvironment() throws IOException {
    Path settings = data.resolve("etc/org.lumoauth.platform.web.cfg");
    Files.createDirectories(settings.getParent());
    int port = TestServer.freePort();
    Files.writeString(settings, "consolePort = " + port + "\n");

    start(Map.of("LUMOAUTH_CONSOLE_PORT", ""));
    assertTrue(console().contains("sshPort = " + port + "\n"), console());

    int other = TestServer.freePort();
    start(Map.of("LUMOAUTH_CONSOLE_PORT", Integer.toString(other)));
    assertTrue(console().contains("sshPort = " + other + "\n"), console());
  }

  /** Why it is started again. */
  @Test
  void keepsJvmOutputOfEarlierStarts() throws IOException {
    program("karaf", "echo 'Terminating due to java.lang.OutOfMemoryError'; exit 3");
    start();
    program("karaf", "echo 'started again'; exit 1");

    start();

    String said = Files.readString(data.resolve("log/jvm.out"));
    assertTrue(said.contains("Terminating due to java.lang.OutOfMemoryError"), said);
    assertTrue(said.contains("started again"), said);
  }

  /** Whoever supervises it has to see that the server died. */
  @Test
  void returnsExitStatusOfTheServerInForeground() throws IOException {
    program("curl", "printf 200");
    program("karaf", "exit 3");

    String said = ProcessRunner.runExpectingFailure(folder, environment(), 60, foreground());

    assertTrue(said.contains("The server exited with status 3"), said);
  }

  @Test
  void succeedsInForegroundWhenStopped() throws IOException {
    program("curl", "printf 200");
    program("karaf", "kill -TERM $$");

    ProcessRunner.run(folder, environment(), 60, foreground());
  }

  /** A database may be late; in the foreground somebody else decides how long that is borne. */
  @Test
  void waitsInForegroundWhileTheServerRuns() throws IOException {
    Path asked = folder.resolve("asked");
    String often = "[ $(cat " + asked + " | wc -l) -gt 5 ]";
    Files.writeString(asked, "");
    program("curl", "echo x >>" + asked + "; " + often + " && printf 200 || printf 503");
    program("karaf", "until " + often + "; do :; done");
    Map<String, String> hasty = environment();
    hasty.put("LUMOAUTH_START_SECONDS", "0");

    String said = ProcessRunner.run(folder, hasty, 60, foreground());

    assertTrue(said.contains("Not ready after 0 seconds; still waiting"), said);
    assertTrue(said.contains("Ready after"), said);
  }

  /** What failed first, not what only followed from it. */
  @Test
  void printsFirstErrorsOfFailedStart() throws IOException {
    Path gate = folder.resolve("gate");
    ProcessRunner.run(folder, Map.of(), 5, List.of("mkfifo", gate.toString()));
    Path log = data.resolve("log/lumoauth.log");
    String error =
        """
        {"level":"ERROR","message":"setting_refused"}""";
    String warning =
        """
        {"level":"WARN","message":"follows"}""";
    program(
        "karaf",
        "{ echo '%s'; for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do echo '%s'; done; } >>%s; read -r _ <%s"
            .formatted(error, warning, log, gate));
    program("curl", "until grep -q follows " + log + "; do :; done 2>/dev/null; printf 503");
    Map<String, String> hasty = environment();
    hasty.put("LUMOAUTH_START_SECONDS", "0");

    String said = ProcessRunner.runExpectingFailure(folder, hasty, 60, up());

    Files.writeString(gate, "\n");
    assertTrue(said.contains("setting_refused"), said);
    assertFalse(said.contains("follows"), said);
  }

  /** A database that began to answer after the launcher had looked. */
  @Test
  void reportsRefusedDatabaseLoginWithoutWaiting() throws IOException {
    Path gate = folder.resolve("gate");
    ProcessRunner.run(folder, Map.of(), 5, List.of("mkfifo", gate.toString()));
    program("karaf", "read -r _ <" + gate);
    program(
        "curl",
        """
        case "$*" in
          *http_code*) printf 503 ;;
          *) printf '%s' '{"status":"unready","failing":["database-login"],"reasons":[{"check":"database-login","reason":"The database at jdbc:mariadb://db/x rejects the login of user (Access denied)."}],"failedModules":[]}' ;;
        esac\
        """);

    String said = ProcessRunner.runExpectingFailure(folder, environment(), 10, up());

    Files.writeString(gate, "\n");
    assertTrue(said.contains("jdbc:mariadb://db/x rejects the login of user"), said);
    assertTrue(said.contains("Correct the cause, then restart"), said);
  }

  private List<String> up() {
    return List.of(home.resolve("bin/lumoauth").toString(), "up", "--no-tour");
  }

  private List<String> foreground() {
    return Stream.concat(up().stream(), Stream.of("--foreground")).toList();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LUMOAUTH_CONSOLE_PORT", Integer.toString(TestServer.freePort()));
    environment.put("LUMOAUTH_DATA", data.toString());
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("LUMOAUTH_HTTP_PORT", Integer.toString(TestServer.freePort()));
    return environment;
  }

  private String start() {
    return start(Map.of("LUMOAUTH_CONSOLE_PORT", Integer.toString(TestServer.freePort())));
  }

  private String start(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(changes);
    environment.put("LUMOAUTH_DATA", data.toString());
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("LUMOAUTH_HTTP_PORT", Integer.toString(TestServer.freePort()));
    return ProcessRunner.runExpectingFailure(
        folder, environment, 60, List.of("sh", home + "/bin/lumoauth", "up", "--no-tour"));
  }

  private String console() throws IOException {
    return Files.readString(data.resolve("console/org.apache.karaf.shell.cfg"));
  }

  private Path lock() {
    return data.resolve(LOCK);
  }

  private void lockOf(long process, String began) throws IOException {
    Files.createDirectories(data);
    Files.createSymbolicLink(lock(), Path.of(process + "-" + began));
  }

  private static long deadProcessId() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    return ended.pid();
  }

  private void assertStartsAlone(String said) {
    assertTrue(said.contains(STOPPED), said);
    assertEquals(List.of(), remainingLockFiles());
  }

  /** The lock, and what is beside it of the removal of others. */
  private List<String> remainingLockFiles() {
    return Stream.of(data.toFile().list()).filter(name -> name.startsWith(LOCK)).toList();
  }

  private Path bundle() {
    return home.resolve("system/org/lumoauth/a.jar");
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private void program(String name, String line) throws IOException {
    Path file = home.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A shell makes the file before it writes. */
  private static boolean awaitContent(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0;
  }
}
