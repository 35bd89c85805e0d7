/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * Runs the complete example agent in each language as its README describes. Two users complete
 * their steps in a real browser.
 */
@ExtendWith(DefaultServerExtension.class)
class AgentExampleProgramsIT {
  private static final Path EXAMPLE = TestServer.PROJECT.resolve("examples/agent-loop");

  /** A language: what runs its programs, and what they end with. */
  private enum ExampleLanguage {
    PYTHON("python3", "python", ".py"),
    NODE("node", "node", ".mjs");

    private final String interpreter;
    private final String folder;
    private final String suffix;

    ExampleLanguage(String interpreter, String folder, String suffix) {
      this.interpreter = interpreter;
      this.folder = folder;
      this.suffix = suffix;
    }

    /** The words of a command, as the script of the people takes it. */
    String command(String program, Path settings) {
      Path file = EXAMPLE.resolve(folder).resolve(program + suffix);
      return String.join("|", interpreter, file.toString(), settings.toString());
    }
  }

  @TestFactory
  Stream<DynamicContainer> runsExampleAgentInEachLanguage(TestServer server) {
    return Stream.of(ExampleLanguage.values())
        .map(language -> DynamicContainer.dynamicContainer(language.folder, run(language, server)))
        .toList() // what is missing is said while this is asked
        .stream();
  }

  private static Stream<DynamicTest> run(ExampleLanguage language, TestServer server) {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    if (NodeScriptRunner.find(language.interpreter).isEmpty() && !required()) {
      String missing = language.interpreter + " is not installed: the test was skipped.";
      return Stream.of(DynamicTest.dynamicTest(missing, () -> assumeTrue(false, missing)));
    }
    try {
      NodeScriptRunner scripts =
          NodeScriptRunner.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
      Path settings = server.data().resolve("agent-loop-" + language.folder + ".json");
      String printed = setUp(language, server, settings);
      return scripts.run(
          "loop.mjs",
          List.of(
              settings.toString(),
              password("ada@example.com", printed),
              password("grace@example.com", printed),
              chromium.orElseThrow().toString(),
              language.command("shop", settings),
              language.command("agent", settings)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean required() {
    return "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"));
  }

  private static String setUp(ExampleLanguage language, TestServer server, Path settings)
      throws IOException {
    return ProcessRunner.run(
        TestServer.PROJECT,
        Map.of(
            "BASE", server.base(),
            "KEY", server.bootstrapKey(),
            "SLUG", "loop-" + language.folder,
            "SHOP", "http://127.0.0.1:" + TestServer.freePort(),
            "OUT", settings.toString()),
        60,
        List.of("sh", EXAMPLE.resolve("setup.sh").toString()));
  }

  /** The password that the script printed for somebody. */
  private static String password(String email, String printed) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(email) + " +(\\S+)", Pattern.MULTILINE)
            .matcher(printed);
    if (!line.find()) {
      throw new AssertionError("no password of " + email + " in:\n" + printed);
    }
    return line.group(1);
  }
}
