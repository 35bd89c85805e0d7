/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JDK's keytool, on one compiler: it ends before what the second one would win is of use. */
public final class KeytoolRunner {
  private static final int SECONDS = 60;

  private KeytoolRunner() {}

  /**
   * Runs it in a folder.
   *
   * @throws AssertionError with what it printed if it fails or takes too long
   */
  public static void run(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(arguments);
    ProcessRunner.run(folder, Map.of(), SECONDS, command);
  }
}
