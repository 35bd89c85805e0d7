package org.lumoauth.api.expression;

import java.util.Optional;

/**
 * The type of a value in an expression.
 *
 * @param kind what it is
 * @param element the type of what a list or a map holds; empty for the others, and for a list or
 *     map of anything. Keys of maps are strings.
 */
public record ExpressionType(Kind kind, Optional<ExpressionType> element) {

  /** The types there are; those that conditions of OpenFGA models know. */
  public enum Kind {
    BOOL,
    STRING,
    INT,
    UINT,
    DOUBLE,
    DURATION,
    TIMESTAMP,
    IP_ADDRESS,
    LIST,
    MAP,
    ANY
  }

  /** A type that holds nothing, or anything. */
  public static ExpressionType of(Kind kind) {
    return new ExpressionType(kind, Optional.empty());
  }
}
