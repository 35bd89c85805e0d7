/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * What a server's JVM has loaded, after a garbage collection.
 *
 * @param bundleLoaders class loaders of bundles that have loaded classes. The framework also
 *     creates the loader of a bundle for a lookup that finds nothing there, at any time: such a
 *     loader has no class to release
 * @param metaspaceMegabytes metaspace in use
 */
record JvmClassStatistics(long bundleLoaders, double metaspaceMegabytes) {
  private static final int LIMIT_SECONDS = 60;
  private static final Pattern LOADERS =
      Pattern.compile(
          "(?m)^0x\\w+ +0x\\w+ +0x\\w+ +[1-9]\\d* .*org\\.apache\\.felix\\.framework"
              + "\\.BundleWiringImpl\\$BundleClassLoader$");
  private static final Pattern METASPACE = Pattern.compile("Both:\\s+([\\d.]+) MB used");

  /** Reads them with the JDK's {@code jcmd}. */
  static JvmClassStatistics of(TestServer server) throws IOException {
    jcmd(server, "GC.run");
    return new JvmClassStatistics(
        count(LOADERS, jcmd(server, "VM.classloader_stats")),
        Double.parseDouble(first(METASPACE, jcmd(server, "VM.metaspace", "basic", "scale=MB"))));
  }

  private static String jcmd(TestServer server, String... command) throws IOException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = Files.readString(server.data().resolve("lumoauth.pid")).strip();
    return ProcessRunner.run(
        TestServer.PROJECT,
        Map.of(),
        LIMIT_SECONDS,
        List.of(program.toString(), pid, String.join(" ", command)));
  }

  private static long count(Pattern pattern, String text) {
    first(pattern, text);
    return pattern.matcher(text).results().count();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is missing in:\n" + text);
    }
    return matcher.group(matcher.groupCount());
  }
}
