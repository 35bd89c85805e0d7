/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.expression;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Compiles expressions. Available as a single OSGi service. */
@ProviderType
public interface ExpressionCompiler {

  /**
   * Parses an expression and checks its types.
   *
   * @param source the expression, such as {@code user.level >= 3 &&
   *     request.ip.in_cidr("10.0.0.0/8")}
   * @param parameters the available names and their types
   * @param result the required type, such as {@code BOOL}
   * @throws InvalidExpressionException if the expression cannot be parsed, has another type, or
   *     exceeds the size or depth limit
   */
  EvaluableExpression compile(
      String source, Map<String, ExpressionType> parameters, ExpressionType result);
}
