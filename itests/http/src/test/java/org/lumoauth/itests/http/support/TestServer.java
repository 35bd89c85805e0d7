/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One instance of the distribution with a data folder and ports of its own. */
public final class TestServer implements AutoCloseable {
  /** The root of the sources. */
  public static final Path PROJECT =
      Path.of(System.getProperty("lumoauth.project", "../..")).toAbsolutePath().normalize();

  private static final String JVM_OPTIONS = "LUMOAUTH_JAVA_OPTS";
  private static final String CONSOLE_PORT = "LUMOAUTH_CONSOLE_PORT";

  /**
   * Starts with a third of the work, and all test classes that share a server cost it a quarter
   * less: what the second compiler would win comes too late for them.
   */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /** The environment of an instance that runs on the JVM's options as they are shipped. */
  public static final Map<String, String> AS_SHIPPED = Map.of(JVM_OPTIONS, "");

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final int port = freePort();

  private TestServer(Path data, Map<String, String> environment) {
    this.data = data;
    this.environment.put("LUMOAUTH_DATA", data.toString());
    this.environment.put("LUMOAUTH_HTTP_PORT", Integer.toString(port));
    this.environment.put(CONSOLE_PORT, Integer.toString(freePort()));
    this.environment.put(JVM_OPTIONS, ONE_COMPILER);
    this.environment.putAll(environment);
  }

  /** The environment of an instance whose JVM has these options beside the usual ones of tests. */
  public static Map<String, String> withOptions(String more) {
    return Map.of(JVM_OPTIONS, ONE_COMPILER + " " + more);
  }

  /** Starts an instance on an empty data folder and waits until it is ready. */
  public static TestServer start(Map<String, String> environment) throws IOException {
    return start(environment, Map.of());
  }

  public static TestServer start() throws IOException {
    return start(Map.of());
  }

  /**
   * The same with settings in {@code etc/}.
   *
   * @param settings the text of each file by its name
   */
  public static TestServer startWith(Map<String, String> settings) throws IOException {
    return start(Map.of(), settings);
  }

  /** The same with both. */
  public static TestServer start(Map<String, String> environment, Map<String, String> settings)
      throws IOException {
    TestServer server = stopped(environment);
    for (Map.Entry<String, String> file : settings.entrySet()) {
      server.configure(file.getKey(), file.getValue());
    }
    try {
      server.up();
    } catch (AssertionError failed) {
      server.down();
      throw failed;
    }
    return server;
  }

  /** An instance on an empty data folder that has yet to be started. */
  public static TestServer stopped(Map<String, String> environment) throws IOException {
    TestServer server =
        new TestServer(Files.createTempDirectory("lumoauth-it").resolve("data"), environment);
    Files.createDirectories(server.data.resolve("etc"));
    return server;
  }

  /** Writes a file of settings, which a running instance takes over by itself. */
  public void configure(String file, String text) throws IOException {
    Files.writeString(data.resolve("etc").resolve(file), text);
  }

  /** Starts the instance, perhaps again. */
  public void up() {
    run("up", "--no-tour");
  }

  /** The same with the tour, and what that printed. */
  public String upWithTour() {
    return run("up");
  }

  /** Stops the instance as an operator would. */
  public void down() {
    run("down");
  }

  /** Ends the instance as a power switch would. */
  public void kill() throws IOException {
    end(process().orElseThrow());
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Empty if it was stopped, or killed. */
  private Optional<ProcessHandle> process() throws IOException {
    Path pid = data.resolve("lumoauth.pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        : Optional.empty();
  }

  /** Runs a command on the console and returns what it printed. */
  public String console(String command) {
    return new ServerConsole(data, Integer.parseInt(environment.get(CONSOLE_PORT))).run(command);
  }

  /** The same as an operator does it: by a program that takes its time to start. */
  public String consoleByScript(String command) {
    return run("console", command);
  }

  public String base() {
    return "http://127.0.0.1:" + port;
  }

  public Path data() {
    return data;
  }

  public String bootstrapKey() throws IOException {
    return Files.readString(data.resolve("bootstrap-api-key")).strip();
  }

  /** Everything that the instance has logged. */
  public String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(data.resolve("log"))) { // all else comes and goes
      for (Path file : files.filter(path -> path.toString().contains(".log")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  public ApiClient operator() throws IOException {
    return new ApiClient(base(), Map.of("Authorization", "Bearer " + bootstrapKey()));
  }

  public ApiClient anonymous() {
    return new ApiClient(base(), Map.of());
  }

  /** Ends the instance and removes its data: nothing of it is wanted any more. */
  @Override
  public void close() throws IOException {
    process().ifPresent(TestServer::end);
    try (Stream<Path> files = Files.walk(data.getParent())) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(PROJECT.resolve("lumoauth").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return ProcessRunner.run(PROJECT, environment, 180, command);
  }

  /**
   * A port that nobody listens on at this moment and that nobody else was given. It is none of
   * those that the system itself gives to whoever connects to something, who might have it before
   * the one that it is for.
   */
  public static int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        if (GIVEN.add(port)) {
          return socket.getLocalPort();
        }
      } catch (IOException taken) {
        continue; // by somebody who listens
      }
    }
    throw new AssertionError("no port is free");
  }
}
