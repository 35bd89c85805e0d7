package org.lumoauth.authz.abac.condition;

/**
 * The attributes that one question is judged by. Looks up what it is asked for and nothing else.
 */
public interface AttributeLookup {

  /**
   * The value of an attribute: a text, number, boolean or list; null if it is missing. Anything
   * else counts as a value of the wrong type.
   */
  Object value(AttributePath path);

  /** Whether the value is known: if it is not, {@link #value} is null and means nothing. */
  default boolean isKnown(AttributePath path) {
    return true;
  }

  /** What is to be done, byte-exact. */
  String action();
}
