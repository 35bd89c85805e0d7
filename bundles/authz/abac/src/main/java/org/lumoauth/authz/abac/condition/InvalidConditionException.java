/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

/** Conditions are invalid. */
public final class InvalidConditionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Creates the exception.
   *
   * @param path the position, for example {@code conditions.all[2].operator}
   * @param message the error, as a sentence
   */
  InvalidConditionException(String path, String message) {
    super(message);
    this.path = path;
  }

  /** Returns the position, for example {@code conditions.all[2].operator}. */
  public String path() {
    return path;
  }
}
