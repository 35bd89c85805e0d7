/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.tutorial;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/**
 * The tutorials that add sign-in to an application, as they are written: the commands of the page
 * start the application with its real framework, and a user signs in with a real browser.
 */
@Tag("slow")
@ExtendWith(DefaultServerExtension.class)
class SignInTutorialsIT {
  private static final String DEBIAN_PYTHON = "/usr/bin/python3";
  private static final List<String> PYTHON_MODULES =
      List.of("fastapi", "authlib", "uvicorn", "httpx", "itsdangerous");

  @TestFactory
  Stream<DynamicTest> express(TestServer server, @TempDir Path folder) throws Exception {
    return signIn("sign-in-express", "Express app", "Open http://", server, folder);
  }

  @TestFactory
  Stream<DynamicTest> react(TestServer server, @TempDir Path folder) throws Exception {
    return signIn("sign-in-react", "React app", "Local:", server, folder);
  }

  @TestFactory
  Stream<DynamicTest> springBoot(TestServer server, @TempDir Path folder) throws Exception {
    return signIn("sign-in-spring-boot", "Spring Boot app", "Started SignIn", server, folder);
  }

  @TestFactory
  Stream<DynamicTest> fastApi(TestServer server, @TempDir Path folder) throws Exception {
    List<String> command =
        List.of(DEBIAN_PYTHON, "-c", "import " + String.join(", ", PYTHON_MODULES));
    if (required()) {
      ProcessRunner.run(folder, Map.of(), 60, command);
    } else {
      assumeTrue(
          new ProcessBuilder(command).start().waitFor() == 0,
          "Debian's packages of FastAPI and Authlib are not installed: nothing was tried.");
    }
    return signIn("sign-in-fastapi", "FastAPI app", "Uvicorn running", server, folder);
  }

  private static boolean required() {
    return "required".equals(System.getenv("LUMOAUTH_TEST_BROWSER"));
  }

  private static Stream<DynamicTest> signIn(
      String tutorial, String name, String readyText, TestServer server, Path folder)
      throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    NodeScriptRunner scripts =
        NodeScriptRunner.orSkip("walk", chromium.isPresent() ? List.of() : List.of("chromium"));
    TutorialPage page = TutorialPage.of(tutorial);
    int port = TestServer.freePort();
    Map<String, String> variables = new HashMap<>();
    variables.put("BASE", server.base());
    variables.put("KEY", server.bootstrapKey());
    variables.put("PORT", Integer.toString(port));
    variables.put("NO_COLOR", "1");
    variables.put("MAVEN_ARGS", "-Dmaven.repo.local=" + System.getProperty("lumoauth.repository"));
    try (TutorialApplication application =
        TutorialApplication.start(page, readyText, variables, folder)) {
      page.assertPrinted(application.printed(), "json");
      return scripts.run(
          "sign-in.mjs",
          List.of(
              chromium.orElseThrow().toString(),
              "http://localhost:" + port,
              name,
              application.password()));
    }
  }
}
