/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/** What a server's JVM has loaded, after a garbage collection, as the JDK's {@code jcmd} says. */
final class JvmClassStatistics {
  private static final int LIMIT_SECONDS = 60;

  /** A class and its loader. A hidden class, such as a lambda, has a number between them. */
  private static final Pattern CLASS =
      Pattern.compile("(?m)^[| ]*--(org\\.lumoauth\\.[\\w.$]+)/(0x\\w++)(?!/)");

  private static final Pattern METASPACE = Pattern.compile("Both:\\s+([\\d.]+) MB used");

  private JvmClassStatistics() {}

  /** The number of class loaders that have loaded classes of each package of LumoAuth. */
  static Map<String, Integer> loadersByPackage(TestServer server) throws IOException {
    jcmd(server, "GC.run");
    String classes = jcmd(server, "VM.class_hierarchy");
    first(CLASS, classes);
    return CLASS
        .matcher(classes)
        .results()
        .collect(
            groupingBy(
                found -> packageOf(found.group(1)),
                TreeMap::new,
                mapping(found -> found.group(2), collectingAndThen(toSet(), Set::size))));
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.'));
  }

  /** The metaspace in use, in megabytes. */
  static double metaspaceMegabytes(TestServer server) throws IOException {
    jcmd(server, "GC.run");
    return Double.parseDouble(first(METASPACE, jcmd(server, "VM.metaspace", "basic", "scale=MB")));
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

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is missing in:\n" + text);
    }
    return matcher.group(matcher.groupCount());
  }
}
