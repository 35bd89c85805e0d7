package org.lumoauth.api.expression;

/** An expression that cannot be used. */
public final class InvalidExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * @param message what is wrong, a sentence
   * @param line where, from 1; 0 if it is nowhere in particular
   * @param column where in the line, from 1; 0 if it is nowhere in particular
   */
  public InvalidExpressionException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1, or 0. */
  public int line() {
    return line;
  }

  /** The column, from 1, or 0. */
  public int column() {
    return column;
  }
}
