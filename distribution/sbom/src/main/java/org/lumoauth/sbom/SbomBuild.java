/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The build step that scans the assembled distribution, writes its SBOM, and checks it. */
public final class SbomBuild {
  private SbomBuild() {}

  /**
   * Runs the build step.
   *
   * @param arguments the distribution's folder, the folder with {@code libraries.properties},
   *     {@code licenses.csv}, {@code known-vulnerabilities.csv} and {@code waivers.csv}, the file
   *     to write, the version, the output timestamp
   * @throws IllegalStateException if a jar is unidentified, has no license or has a high
   *     vulnerability
   */
  public static void main(String[] arguments) throws IOException {
    Path distribution = Path.of(arguments[0]);
    Path security = Path.of(arguments[1]);
    Properties table = new Properties();
    try (Reader reader = Files.newBufferedReader(security.resolve("libraries.properties"))) {
      table.load(reader);
    }
    List<ShippedLibrary> libraries = new LibraryScanner(table).scan(distribution);
    LicenseCheck licenses = LicenseCheck.read(security.resolve("licenses.csv"));
    new SbomWriter(arguments[3], Instant.parse(arguments[4]), licenses)
        .write(libraries, Path.of(arguments[2]));
    List<String> problems = new ArrayList<>(licenses.problems(libraries, distribution));
    problems.addAll(
        VulnerabilityCheck.read(
                security.resolve("known-vulnerabilities.csv"),
                security.resolve("waivers.csv"),
                LocalDate.now(ZoneOffset.UTC))
            .problems(libraries));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), problems));
    }
  }
}
