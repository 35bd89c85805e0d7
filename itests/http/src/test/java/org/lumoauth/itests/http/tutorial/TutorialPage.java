/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.tutorial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.itests.http.support.TestServer;

/**
 * A page of {@code docs/tutorials}. Its code blocks are commands ({@code sh run} and {@code sh
 * start}), their expected output ({@code text} and {@code json}), or excerpts of a file, whose path
 * follows the language.
 */
record TutorialPage(String name, String text) {
  private static final Path PAGES = TestServer.PROJECT.resolve("docs/tutorials");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)(?: (\\S+))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** A code block. */
  record CodeBlock(String language, String mark, String code) {}

  static TutorialPage of(String name) {
    try {
      return new TutorialPage(name, Files.readString(PAGES.resolve(name + ".md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all pages. */
  static List<TutorialPage> all() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".md"))
          .map(file -> of(file.replace(".md", "")))
          .toList();
    }
  }

  List<CodeBlock> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(
            block ->
                new CodeBlock(
                    block.group(1), block.group(2) == null ? "" : block.group(2), block.group(3)))
        .toList();
  }

  /** Returns the commands as one script, which ends with the first that fails. */
  String script() {
    return blocks().stream()
        .filter(block -> block.language().equals("sh") && !block.mark().isEmpty())
        .map(CodeBlock::code)
        .collect(Collectors.joining("", "set -e\n", ""));
  }

  /** Fails unless the lines of these blocks were printed in this order; {@code …} is any text. */
  void assertPrinted(String printed, String... languages) {
    String rest = printed;
    for (CodeBlock block : blocks()) {
      if (Arrays.asList(languages).contains(block.language())) {
        for (String line : block.code().lines().toList()) {
          var found = pattern(line).matcher(rest);
          assertTrue(found.find(), name + " expects " + line + " in:\n" + rest);
          rest = rest.substring(found.end());
        }
      }
    }
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Stream.of(line.split("…", -1))
            .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
            .collect(Collectors.joining(".*", "^", "$")),
        Pattern.MULTILINE);
  }
}
