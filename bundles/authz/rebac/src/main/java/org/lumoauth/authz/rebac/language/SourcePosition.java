/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

/**
 * A position in the source.
 *
 * @param file the file name
 * @param line the line, starting at 1
 * @param column the column, starting at 1
 */
public record SourcePosition(String file, int line, int column) {

  public SourcePosition right(int columns) {
    return new SourcePosition(file, line, column + columns);
  }
}
