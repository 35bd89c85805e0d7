/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.modules.sample.ModuleServer;
import org.lumoauth.platform.modules.sample.SampleBundle;

/** A server on a folder of its own, with archives beside it. */
abstract class ModuleServerTestBase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  @TempDir Path elsewhere;

  ModuleServer server;

  @BeforeEach
  void start() throws Exception {
    server = ModuleServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Ends the server and starts one on what is in this folder. */
  final void restart(Path on) throws Exception {
    server.close();
    server = ModuleServer.start(on);
  }

  final String healthy(String version) {
    return url("healthy", version);
  }

  final String url(String contents, String version) {
    return url(SampleBundle.of(contents).version(version));
  }

  /** An archive of the module {@code other}. */
  final String other(String contents, String version) {
    return url(
        SampleBundle.of(contents)
            .version(version)
            .header("LumoAuth-Module", "other")
            .header("Bundle-SymbolicName", "org.example.other"));
  }

  private String url(SampleBundle archive) {
    return archive.in(elsewhere).toUri().toString();
  }

  /** Waits for something that another thread does. */
  static void until(String what, BooleanSupplier reached) {
    long begun = System.nanoTime();
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() - begun < PATIENCE.toNanos(), what);
      Thread.onSpinWait();
    }
  }
}
