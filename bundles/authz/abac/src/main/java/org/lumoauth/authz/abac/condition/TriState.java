package org.lumoauth.authz.abac.condition;

/**
 * What a condition comes to: three-valued, because an attribute that is missing or has the wrong
 * type makes a comparison neither hold nor fail (Kleene's strong logic).
 */
public enum TriState {
  TRUE,
  FALSE,
  /** It cannot be evaluated. */
  UNKNOWN;

  /** The opposite; what is unknown stays unknown. */
  public TriState negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  static TriState of(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
