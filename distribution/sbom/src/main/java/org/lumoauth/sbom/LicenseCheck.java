/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares shipped libraries with the checked-in list of licenses, with NOTICE and with the license
 * texts of the distribution.
 */
final class LicenseCheck {
  private final List<LibraryLicense> licenses;

  LicenseCheck(List<LibraryLicense> licenses) {
    this.licenses = List.copyOf(licenses);
  }

  /** Reads {@code licenses.csv}. */
  static LicenseCheck read(Path file) throws IOException {
    return new LicenseCheck(
        SemicolonTable.rows(file, 3).stream()
            .map(row -> new LibraryLicense(row[0], row[1], row[2]))
            .toList());
  }

  /**
   * Returns the first row that matches. A bundle of this project has one if it contains other code.
   */
  Optional<LibraryLicense> find(ShippedLibrary library) {
    return licenses.stream().filter(license -> license.matches(library)).findFirst();
  }

  /**
   * Returns one line for each problem that fails the build; empty if there is none.
   *
   * @param distribution the folder with {@code NOTICE} and {@code licenses/}
   */
  List<String> problems(List<ShippedLibrary> libraries, Path distribution) throws IOException {
    List<String> problems = new ArrayList<>();
    for (ShippedLibrary library : libraries) {
      if (library.needsLicense() && find(library).isEmpty()) {
        problems.add(library + " has no license. Add it to licenses.csv and NOTICE.");
      }
    }
    List<LibraryLicense> used =
        libraries.stream().flatMap(library -> find(library).stream()).distinct().toList();
    String notice = Files.readString(distribution.resolve("NOTICE")).replaceAll("\\s+", " ");
    for (LibraryLicense license : licenses) {
      if (!used.contains(license)) {
        problems.add("No library matches " + license.pattern() + ". Remove it from licenses.csv.");
      }
      if (!notice.contains(license.component())) {
        problems.add("NOTICE does not contain \"" + license.component() + "\".");
      }
    }
    licenses.stream()
        .flatMap(license -> license.identifiers().stream())
        .distinct()
        .filter(id -> !Files.isRegularFile(distribution.resolve("licenses/" + id + ".txt")))
        .forEach(id -> problems.add("The text of " + id + " is missing in licenses/."));
    return problems;
  }
}
