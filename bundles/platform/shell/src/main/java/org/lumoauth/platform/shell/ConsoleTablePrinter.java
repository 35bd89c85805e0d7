/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import org.apache.karaf.shell.support.table.ShellTable;
import org.lumoauth.support.console.ConsoleTableBuilder;

/** Prints tables. */
final class ConsoleTablePrinter {

  private ConsoleTablePrinter() {}

  /**
   * Prints a table.
   *
   * @param empty the text printed if the table has no row
   * @param plain whether to print it for scripts: without lines and with complete cells
   * @param shortened columns that may be shortened
   */
  static void print(ConsoleTableBuilder rows, String empty, boolean plain, String... shortened) {
    ShellTable table = new ShellTable().emptyTableText(empty);
    rows.header().forEach(table::column);
    for (var row : rows.fitting(plain ? new String[0] : shortened)) {
      table.addRow().addContent(row.toArray());
    }
    table.print(System.out, !plain);
  }
}
