package org.lumoauth.platform.cel;

/** A value that is not of its parameter's type. */
final class ParameterTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String wanted;

  /**
   * @param wanted what it must be, as in "an int"
   * @param cause what the reading of it said; may be null
   */
  ParameterTypeException(String wanted, Throwable cause) {
    super("Not " + wanted, cause);
    this.wanted = wanted;
  }

  String expectedType() {
    return wanted;
  }
}
