package org.lumoauth.agents.aauthperson.token;

import java.util.Locale;

/** A token that does not hold. */
public final class TokenProblem extends Exception {
  private static final long serialVersionUID = 1L;

  /** In which way. */
  public enum Way {
    INVALID,
    EXPIRED,
    REVOKED
  }

  private final Way way;

  public TokenProblem(Way way, String message) {
    super(message, null, false, false);
    this.way = way;
  }

  /** In which way. */
  public Way way() {
    return way;
  }

  /** The code where the token was a parameter, as {@code expired_resource_token}. */
  public String code(String parameter) {
    return way.name().toLowerCase(Locale.ROOT) + "_" + parameter;
  }
}
