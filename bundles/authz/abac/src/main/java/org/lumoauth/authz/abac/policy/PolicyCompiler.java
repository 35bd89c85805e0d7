/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.condition.ConditionParser;
import org.lumoauth.authz.abac.condition.ExpressionCondition;
import org.lumoauth.authz.abac.condition.InvalidConditionException;
import org.lumoauth.authz.abac.condition.InvalidStoredCondition;
import org.lumoauth.authz.abac.condition.PolicyCondition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles policies. */
@Component(service = PolicyCompiler.class)
public final class PolicyCompiler {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyCompiler.class);

  private final PolicyExpressionCompiler expressions;

  @Activate
  public PolicyCompiler(@Reference PolicyExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  /**
   * Compiles a stored policy. If its condition is no longer valid, the compiled policy has a
   * condition that cannot be evaluated, so a policy with the effect deny still denies.
   */
  public CompiledPolicy compile(StoredPolicy policy) {
    try {
      return new CompiledPolicy(policy, condition(policy.document()));
    } catch (InvalidConditionException | InvalidExpressionException e) {
      LOG.error("abac.condition-unusable: policy={}", policy.id(), e);
      return new CompiledPolicy(policy, new InvalidStoredCondition());
    }
  }

  /**
   * Validates a policy before it is saved.
   *
   * @param types the data types of attributes
   * @throws ApiException 400 {@code invalid_request} for malformed conditions, with their position
   *     in {@code details}; 422 {@code validation_error} for an expression that does not compile,
   *     with line and column; 503 {@code module_unavailable} for an expression if the language is
   *     not available
   */
  public void check(PolicyDocument document, PolicyExpressionTypeChecker types) {
    try {
      condition(document);
      document.source().ifPresent(source -> expressions.check(source, types));
    } catch (InvalidConditionException e) {
      throw new ApiException(
          400,
          "invalid_request",
          e.path() + ": " + e.getMessage(),
          Map.of("field", "conditions", "path", e.path()));
    } catch (InvalidExpressionException e) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("field", "expression");
      details.put("line", e.line());
      details.put("column", e.column());
      throw new ApiException(422, "validation_error", e.getMessage(), details);
    }
  }

  private PolicyCondition condition(PolicyDocument document) {
    var source = document.source();
    return source.isPresent()
        ? new ExpressionCondition(source.get(), expressions.compileLazily(source.get()))
        : ConditionParser.parse(document.conditions());
  }
}
