/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.tutorial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ProcessRunner;
import org.lumoauth.itests.http.support.TestServer;

/** The tutorials. {@link SignInTutorialsIT} runs those that need a framework. */
@ExtendWith(DefaultServerExtension.class)
class TutorialsIT {

  private static final Set<String> NO_FILES = Set.of("sh", "text", "json");

  @Test
  void firstAgentTutorialWorks(TestServer server) throws Exception {
    TutorialPage page = TutorialPage.of("first-agent");
    String printed =
        ProcessRunner.run(
            TestServer.PROJECT,
            Map.of("BASE", server.base(), "KEY", server.bootstrapKey()),
            120,
            List.of("sh", "-c", page.script()));
    page.assertPrinted(printed, "text", "json");
  }

  @TestFactory
  Stream<DynamicTest> excerptsMatchTheirFiles() throws Exception {
    return TutorialPage.all().stream()
        .flatMap(
            page ->
                page.blocks().stream()
                    .filter(block -> !NO_FILES.contains(block.language()))
                    .map(
                        block ->
                            DynamicTest.dynamicTest(
                                page.name() + ": " + block.mark(), () -> assertIsInFile(block))));
  }

  private static void assertIsInFile(TutorialPage.CodeBlock block) throws Exception {
    String file = Files.readString(TestServer.PROJECT.resolve(block.mark()));
    assertTrue(("\n" + file).contains("\n" + block.code()), block.code());
  }
}
