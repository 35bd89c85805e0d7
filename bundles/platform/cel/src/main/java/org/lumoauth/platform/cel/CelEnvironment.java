/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.InvalidExpressionException;

/** The shared compiler and interpreter. */
final class CelEnvironment {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

  private final ExpressionLimits limits;
  private final CelCompiler compiler;
  private final CelRuntime runtime;
  private final LiteralValidator literals;

  @SuppressWarnings("deprecation") // explicit, so that another default changes no decision
  CelEnvironment(ExpressionLimits limits) {
    this.limits = limits;
    var patterns = new Re2PatternMatcher(limits);
    this.literals = new LiteralValidator(patterns);
    var functions = new CelFunctions(patterns);
    var options =
        CelOptions.current()
            .maxExpressionCodePointSize(limits.sourceLength())
            .maxParseRecursionDepth(limits.depth())
            .maxParseErrorRecoveryLimit(0)
            .comprehensionMaxIterations(limits.iterations())
            .enableHeterogeneousNumericComparisons(true)
            .enableUnsignedLongs(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .build();
    this.compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES)
                    .build())
            .addFunctionDeclarations(functions.declarations())
            .build();
    this.runtime =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(options)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                    .build())
            .addFunctionBindings(functions.bindings())
            .build();
  }

  EvaluableExpression compile(
      String source, Map<String, ExpressionType> parameters, ExpressionType result) {
    try {
      var tree = check(source, parameters, result);
      literals.check(tree);
      return new CompiledCelExpression(
          runtime.createProgram(tree), tree, parameters, result, limits);
    } catch (CelValidationException invalid) {
      throw refusal(invalid);
    } catch (StackOverflowError tooDeep) {
      throw new InvalidExpressionException("The expression is nested too deeply", 0, 0);
    } catch (CelEvaluationException | IllegalArgumentException unusable) {
      throw new InvalidExpressionException("The expression cannot be evaluated", 0, 0);
    }
  }

  private CelAbstractSyntaxTree check(
      String source, Map<String, ExpressionType> parameters, ExpressionType result)
      throws CelValidationException {
    var builder = compiler.toCompilerBuilder().setResultType(CelTypeMapper.of(result));
    parameters.forEach(
        (name, type) -> {
          if (!NAME.matcher(name).matches() || LITERALS.contains(name)) {
            throw new InvalidExpressionException(
                "A parameter name must consist of letters, digits and _ and must not start "
                    + "with a digit",
                0,
                0);
          }
          builder.addVar(name, CelTypeMapper.of(type));
        });
    return builder.build().compile(source).getAst();
  }

  private InvalidExpressionException refusal(CelValidationException invalid) {
    var first = invalid.getErrors().get(0);
    var at = first.getSourceLocation();
    if (at.getLine() < 1) {
      return new InvalidExpressionException(sentence(first.getMessage()), 0, 0);
    }
    return new InvalidExpressionException(
        sentence(first.getMessage()), at.getLine(), at.getColumn() + 1);
  }

  /** Returns the library's message without its list of all alternatives. */
  private static String sentence(String message) {
    int candidates = message.indexOf(" (candidates: ");
    var line = candidates < 0 ? message : message.substring(0, candidates);
    return line.replace(" (in container '')", "").replace('\n', ' ').strip();
  }
}
