/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Compiles the expressions of policies with the installed expression language. */
@Component(service = PolicyExpressionCompiler.class)
public final class PolicyExpressionCompiler {

  /** The variables of an expression. */
  static final Map<String, ExpressionType> PARAMETERS =
      Map.of(
          "user", ExpressionType.of(ExpressionKind.MAP),
          "resource", ExpressionType.of(ExpressionKind.MAP),
          "environment", ExpressionType.of(ExpressionKind.MAP),
          "env", ExpressionType.of(ExpressionKind.MAP),
          "action", ExpressionType.of(ExpressionKind.STRING));

  private static final ExpressionType RESULT = ExpressionType.of(ExpressionKind.BOOL);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ExpressionCompiler language;

  @Activate
  public PolicyExpressionCompiler() {
    // The language is optional and dynamic.
  }

  /** Sets a language, for tests. */
  public void setLanguage(ExpressionCompiler other) {
    language = other;
  }

  /**
   * Compiles an expression.
   *
   * @throws org.lumoauth.api.expression.InvalidExpressionException if it is malformed or does not
   *     return a boolean
   * @throws ApiException 503 {@code module_unavailable} if the language is not available
   */
  public EvaluableExpression compile(String source) {
    return language().compile(source, PARAMETERS, RESULT);
  }

  private ExpressionCompiler language() {
    return Optional.ofNullable(language)
        .orElseThrow(() -> ApiException.moduleUnavailable("platform-cel"));
  }

  /**
   * Validates an expression before it is saved.
   *
   * @param types the data types of attributes
   * @throws org.lumoauth.api.expression.InvalidExpressionException as {@link #compile}, and if it
   *     uses an attribute with the wrong type
   * @throws ApiException 503 {@code module_unavailable} if the language is not available
   */
  void check(String source, PolicyExpressionTypeChecker types) {
    compile(source);
    types.check(language(), source);
  }

  /** Returns a supplier that compiles the expression at its first use, once for each language. */
  Supplier<EvaluableExpression> compileLazily(String source) {
    return new LazyExpression(source);
  }

  private final class LazyExpression implements Supplier<EvaluableExpression> {
    private record CompiledExpression(ExpressionCompiler by, EvaluableExpression expression) {}

    private final String source;
    private volatile CompiledExpression done;

    LazyExpression(String source) {
      this.source = source;
    }

    @Override
    public EvaluableExpression get() {
      var known = done;
      var present = language;
      if (known == null || known.by() != present) {
        known = new CompiledExpression(present, compile(source));
        done = known;
      }
      return known.expression();
    }
  }
}
