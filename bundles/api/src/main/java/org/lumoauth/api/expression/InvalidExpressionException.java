/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.expression;

/** Thrown if an expression is invalid. */
public final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * @param message a sentence that describes the problem
   * @param line the line, from 1; 0 if the problem has no position
   * @param column the column in the line, from 1; 0 if the problem has no position
   */
  public InvalidExpressionException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** Returns the line, from 1, or 0. */
  public int line() {
    return line;
  }

  /** Returns the column, from 1, or 0. */
  public int column() {
    return column;
  }
}
