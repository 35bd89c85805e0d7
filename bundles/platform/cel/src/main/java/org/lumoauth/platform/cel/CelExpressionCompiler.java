/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import java.util.Map;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Compiles CEL expressions. The library is loaded with the first expression and not when the server
 * starts.
 */
@Component(property = {"lumoauth.kind=expression-language", "lumoauth.name=cel"})
public final class CelExpressionCompiler implements ExpressionCompiler {

  private final ExpressionLimits limits = ExpressionLimits.DEFAULT;
  private volatile CelEnvironment environment;

  @Activate
  public CelExpressionCompiler() {}

  @Override
  public EvaluableExpression compile(
      String source, Map<String, ExpressionType> parameters, ExpressionType result) {
    return environment().compile(source, Map.copyOf(parameters), result);
  }

  private CelEnvironment environment() {
    var loaded = environment;
    if (loaded == null) {
      // Two threads may both create an environment: they are equal, and the later environment is
      // used.
      loaded = new CelEnvironment(limits);
      environment = loaded;
    }
    return loaded;
  }
}
