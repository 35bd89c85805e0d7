package org.lumoauth.authz.rebac.language;

/**
 * Where something stands in what the author wrote.
 *
 * @param file the name of the file
 * @param line from 1
 * @param column from 1
 */
record SourcePosition(String file, int line, int column) {

  SourcePosition right(int columns) {
    return new SourcePosition(file, line, column + columns);
  }
}
