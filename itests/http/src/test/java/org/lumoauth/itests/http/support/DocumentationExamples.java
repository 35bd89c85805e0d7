/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of a page of the documentation: its code blocks marked {@code sh run}. */
public final class DocumentationExamples {
  private static final Path DOCS = TestServer.PROJECT.resolve("docs");
  private static final Pattern EXAMPLE = Pattern.compile("```sh run\\n(.*?)```", Pattern.DOTALL);

  private DocumentationExamples() {}

  /** Runs them in their order, with these variables, and returns what they printed. */
  public static String run(String page, Map<String, String> variables) throws IOException {
    StringBuilder script = new StringBuilder("set -e\n");
    Matcher examples = EXAMPLE.matcher(Files.readString(DOCS.resolve(page)));
    while (examples.find()) {
      script.append(examples.group(1));
    }
    assertFalse(script.length() < 100, page + " has no examples to run");
    return ProcessRunner.run(
        TestServer.PROJECT, variables, 120, List.of("sh", "-c", script.toString()));
  }
}
