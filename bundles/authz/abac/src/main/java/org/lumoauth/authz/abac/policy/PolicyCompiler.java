package org.lumoauth.authz.abac.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.condition.Condition;
import org.lumoauth.authz.abac.condition.ConditionParser;
import org.lumoauth.authz.abac.condition.ExpressionCondition;
import org.lumoauth.authz.abac.condition.InvalidConditionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes policies ready to be asked. */
@Component(service = PolicyCompiler.class)
public final class PolicyCompiler {

  private final Expressions expressions;

  @Activate
  public PolicyCompiler(@Reference Expressions expressions) {
    this.expressions = expressions;
  }

  /** A policy that was checked when it was saved. */
  public CompiledPolicy compile(StoredPolicy policy) {
    return new CompiledPolicy(policy, condition(policy.document()));
  }

  /**
   * Checks what somebody wants to save.
   *
   * @throws Problem 400 {@code invalid_request} for malformed conditions, with their place in
   *     {@code details}; 422 {@code validation_error} for an expression that does not compile, with
   *     line and column; 503 {@code module_unavailable} for an expression while there is no
   *     language
   */
  public void check(PolicyDocument document) {
    try {
      document.source().ifPresent(expressions::compile);
      condition(document);
    } catch (InvalidConditionException e) {
      throw new Problem(
          400,
          "invalid_request",
          e.path() + ": " + e.getMessage(),
          Map.of("field", "conditions", "path", e.path()));
    } catch (InvalidExpressionException e) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("field", "expression");
      details.put("line", e.line());
      details.put("column", e.column());
      throw new Problem(422, "validation_error", e.getMessage(), details);
    }
  }

  private Condition condition(PolicyDocument document) {
    var source = document.source();
    return source.isPresent()
        ? new ExpressionCondition(source.get(), expressions.later(source.get()))
        : ConditionParser.parse(document.conditions());
  }
}
