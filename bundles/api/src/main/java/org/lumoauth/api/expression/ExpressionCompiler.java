package org.lumoauth.api.expression;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Compiles expressions. Found as an OSGi service; there is one. */
@ProviderType
public interface ExpressionCompiler {

  /**
   * Parses an expression and checks its types.
   *
   * @param source the expression, as {@code user.level >= 3 && request.ip.in_cidr("10.0.0.0/8")}
   * @param parameters the names that it may use and their types
   * @param result the type that it must have, as {@code BOOL}
   * @throws InvalidExpressionException if it cannot be parsed, has another type, or is larger or
   *     deeper than is allowed
   */
  ExpressionEvaluator compile(
      String source, Map<String, ExpressionType> parameters, ExpressionType result);
}
