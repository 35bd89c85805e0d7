/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

/** The attributes for one decision. Implementations look up only the requested attributes. */
public interface AttributeLookup {

  /**
   * Returns the value of an attribute: text, number, boolean or list; null if it is missing. Any
   * other value counts as a value of the wrong type.
   */
  Object value(AttributePath path);

  /** Returns whether the value is known; if not, {@link #value} returns null without meaning. */
  default boolean isKnown(AttributePath path) {
    return true;
  }

  /** Returns the action, byte-exact. */
  String action();
}
