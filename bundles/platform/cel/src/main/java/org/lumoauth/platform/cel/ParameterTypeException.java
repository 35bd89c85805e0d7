/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

/** A value that does not have its parameter's type. */
final class ParameterTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String wanted;

  /**
   * @param wanted the expected value, as in "an int"
   * @param cause the parse error; may be null
   */
  ParameterTypeException(String wanted, Throwable cause) {
    super("Not " + wanted, cause);
    this.wanted = wanted;
  }

  String expectedType() {
    return wanted;
  }
}
