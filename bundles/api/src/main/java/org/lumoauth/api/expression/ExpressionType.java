package org.lumoauth.api.expression;

import java.util.Optional;

/**
 * The type of a value in an expression.
 *
 * @param kind what it is
 * @param element the type of what a list or a map holds; empty for the others, and for a list or
 *     map of anything. Keys of maps are strings.
 */
public record ExpressionType(ExpressionKind kind, Optional<ExpressionType> element) {

  /** The types there are; those that conditions of OpenFGA models know. */
  public enum ExpressionKind {
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
  public static ExpressionType of(ExpressionKind kind) {
    return new ExpressionType(kind, Optional.empty());
  }
}
