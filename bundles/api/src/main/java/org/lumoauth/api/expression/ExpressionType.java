/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.expression;

import java.util.Optional;

/**
 * The type of a value in an expression.
 *
 * @param kind the kind
 * @param element the element type of a list or a map; empty for other kinds, and for a list or map
 *     with elements of any type. Map keys are strings.
 */
public record ExpressionType(ExpressionKind kind, Optional<ExpressionType> element) {

  /** The supported types, which are those of conditions in OpenFGA models. */
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

  /** Returns a type without an element type. */
  public static ExpressionType of(ExpressionKind kind) {
    return new ExpressionType(kind, Optional.empty());
  }
}
