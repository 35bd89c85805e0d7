package org.lumoauth.authz.abac.condition;

/** Conditions that cannot be used. */
public final class InvalidConditionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where, as {@code conditions.all[2].operator}
   * @param message what is wrong, a sentence
   */
  InvalidConditionException(String path, String message) {
    super(message);
    this.path = path;
  }

  /** Where it is, as {@code conditions.all[2].operator}. */
  public String path() {
    return path;
  }
}
