/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;

/**
 * A MariaDB server in its own folder, on a free port of this machine, that stops when this JVM
 * exits in any way. Outage tests start their own server and {@link #kill()} it.
 */
public final class MariaDbServer implements AutoCloseable {
  private static final int TRIES = 100;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Kills the server when its own input is closed, which happens when the JVM exits. */
  private static final String WATCH = "\"$@\" & pid=$!; cat > /dev/null; kill -9 $pid; wait $pid";

  /** The same, and removes the server's folder, which is the first argument. */
  private static final String WATCH_AND_CLEAR =
      "folder=$1; shift; " + WATCH + "; rm -rf \"$folder\"";

  private final MariaDbBinaries binaries;
  private final List<String> watchman;
  private final Path folder;
  private final int port;
  private Process watch;

  private MariaDbServer(MariaDbBinaries binaries, List<String> watchman, Path folder, int port) {
    this.binaries = binaries;
    this.watchman = watchman;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Installs and starts a server with data that survives a stop.
   *
   * @throws IllegalStateException with the reason for a failure
   */
  public static MariaDbServer start() {
    return prepared(
        () -> {
          Path folder = Files.createTempDirectory("lumo-db");
          return new MariaDbServer(
              MariaDbBinaries.unpacked(), List.of(WATCH, "sh"), folder, freePort());
        });
  }

  /**
   * Installs and starts a server with in-memory files if possible: for tests of database behavior
   * and not of durability.
   *
   * @throws IllegalStateException with the reason for a failure
   */
  static MariaDbServer startInMemory() {
    return prepared(
        () -> {
          Path folder = Files.createTempDirectory(TmpfsFolder.orTemporary(), "lumo-db");
          return new MariaDbServer(
              MariaDbBinaries.unpacked(),
              List.of(WATCH_AND_CLEAR, "sh", folder.toString()),
              folder,
              freePort());
        });
  }

  private interface MariaDbServerFactory {
    MariaDbServer launch() throws IOException;
  }

  private static MariaDbServer prepared(MariaDbServerFactory making) {
    try {
      MariaDbServer server = making.launch();
      server.binaries.install(server.folder.resolve("data"));
      server.startAgain();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB for tests could not be prepared", e);
    }
  }

  /** Returns the settings of a database on the server; without a name, of the server. */
  public DatabaseSettings settings(String database) {
    return new DatabaseSettings("jdbc:mariadb://127.0.0.1:" + port + "/" + database, "root", "", 8);
  }

  /** Creates an empty database. */
  public DatabaseSettings create(String database) {
    try (var connection = DriverManager.getConnection(settings("").url(), "root", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
      return settings(database);
    } catch (SQLException e) {
      throw new IllegalStateException("the database " + database + " could not be created", e);
    }
  }

  /** Kills the process as a power failure would: {@code kill -9}. */
  public void kill() {
    if (watch == null) {
      return;
    }
    try {
      watch.getOutputStream().close();
      if (!watch.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("MariaDB for tests could not be killed");
      }
      watch = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing MariaDB", e);
    }
  }

  /** Starts the server on its data and waits until it responds. */
  public void startAgain() {
    Path log = folder.resolve("server.log");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.addAll(watchman);
    command.add(binaries.home().resolve("bin/mariadbd").toString());
    command.addAll(
        new MariaDbDataFolderInitializer(binaries.home()).options(folder.resolve("data")));
    command.add("--port=" + port);
    command.add("--bind-address=127.0.0.1");
    command.add("--socket=" + folder.resolve("s"));
    command.add("--pid-file=" + folder.resolve("pid"));
    command.add("--skip-name-resolve");
    command.add("--skip-log-bin");
    command.add(
        "--skip-ssl"); // otherwise it generates an RSA key at each start, which takes seconds
    command.add("--innodb-flush-log-at-trx-commit=1"); // durable, as in production
    command.add("--innodb-buffer-pool-size=64M");
    command.add("--max-connections=400");
    try {
      watch =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB for tests could not be started", e);
    }
    awaitAnswer(log);
  }

  @Override
  public void close() {
    kill();
    try {
      TestFolderCopier.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the test server's folder could not be removed", e);
    }
  }

  private void awaitAnswer(Path log) {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        DriverManager.getConnection(settings("").url() + "?connectTimeout=1000", "root", "")
            .close();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          kill();
          throw new IllegalStateException(
              "MariaDB for tests did not respond within "
                  + START_LIMIT.toSeconds()
                  + " s. Its log: "
                  + read(log),
              e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for MariaDB", e);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(unreadable)";
    }
  }

  /** Excludes ports that the system assigns to outgoing connections or on request. */
  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        continue; // another process listens on it
      }
    }
    throw new IOException("no port is free");
  }
}
