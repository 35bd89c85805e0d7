/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end. */
public final class ProcessRunner {
  private ProcessRunner() {}

  /**
   * Runs it and returns what it printed.
   *
   * @throws AssertionError with what it printed if it fails or takes too long
   */
  public static String run(
      Path folder, Map<String, String> environment, int seconds, List<String> command) {
    Ended ended = end(folder, environment, seconds, command);
    if (ended.code() != 0) {
      throw new AssertionError(String.join(" ", command) + ":\n" + ended.printed());
    }
    return ended.printed();
  }

  /**
   * Runs what has to fail, and returns what it printed.
   *
   * @throws AssertionError with what it printed if it does not fail or takes too long
   */
  public static String runExpectingFailure(
      Path folder, Map<String, String> environment, int seconds, List<String> command) {
    Ended ended = end(folder, environment, seconds, command);
    if (ended.code() == 0) {
      throw new AssertionError(String.join(" ", command) + " did not fail:\n" + ended.printed());
    }
    return ended.printed();
  }

  private record Ended(int code, String printed) {}

  private static Ended end(
      Path folder, Map<String, String> environment, int seconds, List<String> command) {
    try {
      Path output = Files.createTempFile("lumoauth-it", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      Process process = builder.start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " does not end:\n" + printed);
      }
      return new Ended(process.exitValue(), printed);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
