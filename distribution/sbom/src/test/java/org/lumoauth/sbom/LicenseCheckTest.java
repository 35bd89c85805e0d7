/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenseCheckTest {
  private static final ShippedLibrary PARSER = library("org.example", "parser", false);

  @TempDir Path distribution;

  @BeforeEach
  void writeNoticeAndText() throws IOException {
    Files.createDirectories(distribution.resolve("licenses"));
    Files.writeString(distribution.resolve("licenses/MIT.txt"), "text");
    Files.writeString(distribution.resolve("NOTICE"), "- Example\n  Parser: its authors, MIT");
  }

  @Test
  void acceptsALibraryWithLicenseNoticeAndText() throws IOException {
    assertEquals(List.of(), problems("org.example:parser", "MIT", "Example Parser", PARSER));
  }

  @Test
  void refusesALibraryWithoutARow() throws IOException {
    assertEquals(
        List.of(
            "org.other:lexer:1.0 (system/lexer.jar) has no license. Add it to licenses.csv and"
                + " NOTICE."),
        problems(
            "org.example:*", "MIT", "Example Parser", PARSER, library("org.other", "lexer", true)));
  }

  @Test
  void refusesABundleWithForeignClassesWithoutARow() throws IOException {
    assertEquals(
        List.of(
            "org.lumoauth:x:1.0 (system/x.jar) has no license. Add it to licenses.csv and"
                + " NOTICE."),
        problems(
            "org.example:*",
            "MIT",
            "Example Parser",
            PARSER,
            library("org.lumoauth", "x", true),
            library("org.lumoauth", "y", false)));
  }

  @Test
  void refusesARowWithoutALibrary() throws IOException {
    assertEquals(
        List.of("No library matches org.gone:*. Remove it from licenses.csv."),
        problems("org.gone:*", "MIT", "Example Parser"));
  }

  @Test
  void refusesAComponentThatNoticeDoesNotContain() throws IOException {
    assertEquals(
        List.of("NOTICE does not contain \"Other Parser\"."),
        problems("org.example:parser", "MIT", "Other Parser", PARSER));
  }

  @Test
  void refusesALicenseWithoutItsText() throws IOException {
    assertEquals(
        List.of(
            "The text of GPL-2.0-only is missing in licenses/.",
            "The text of Classpath-exception-2.0 is missing in licenses/."),
        problems(
            "org.example:*",
            "(MIT OR GPL-2.0-only WITH Classpath-exception-2.0) AND MIT",
            "Example Parser",
            PARSER));
  }

  @Test
  void takesTheFirstRowThatMatches() {
    LicenseCheck check =
        new LicenseCheck(
            List.of(
                new LibraryLicense("org.example:parser", "MIT", "Example Parser"),
                new LibraryLicense("org.example:*", "Apache-2.0", "Example")));

    assertEquals(Optional.of("MIT"), check.find(PARSER).map(LibraryLicense::expression));
    assertEquals(
        Optional.of("Apache-2.0"),
        check.find(library("org.example", "lexer", false)).map(LibraryLicense::expression));
  }

  private List<String> problems(
      String pattern, String expression, String component, ShippedLibrary... libraries)
      throws IOException {
    return new LicenseCheck(List.of(new LibraryLicense(pattern, expression, component)))
        .problems(List.of(libraries), distribution);
  }

  private static ShippedLibrary library(String group, String artifact, boolean foreign) {
    return new ShippedLibrary(group, artifact, "1.0", "system/" + artifact + ".jar", "00", foreign);
  }
}
