/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

/**
 * The result of a condition. Three-valued, because a comparison with a missing or mistyped
 * attribute is neither true nor false (Kleene's strong logic).
 */
public enum TriState {
  TRUE,
  FALSE,
  /** The condition cannot be evaluated. */
  UNKNOWN;

  /** Returns the opposite; unknown remains unknown. */
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
