/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A checked-in list: fields are separated by semicolons, lines that begin with # are comments. */
final class SemicolonTable {
  private SemicolonTable() {}

  /**
   * Reads the rows of a list.
   *
   * @param fields the number of fields; only the last one can contain semicolons
   */
  static List<String[]> rows(Path file, int fields) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] row = line.split(";", fields);
      if (row.length != fields) {
        throw new IllegalStateException(
            file.getFileName() + ": a line must have " + fields + " fields: " + line);
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i].strip();
      }
      rows.add(row);
    }
    return rows;
  }
}
