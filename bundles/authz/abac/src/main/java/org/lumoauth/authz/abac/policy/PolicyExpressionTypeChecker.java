/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.authz.abac.attribute.AttributeDataType;
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.condition.ExpressionAttributePathExtractor;

/** The data types of attributes, built-in ones and those of a tenant. */
public final class PolicyExpressionTypeChecker {

  /** The checker for built-in attributes only. */
  public static final PolicyExpressionTypeChecker BUILT_IN =
      new PolicyExpressionTypeChecker(List.of());

  private final Map<AttributePath, AttributeDataType> types = new HashMap<>();

  /**
   * Creates a checker.
   *
   * @param own the tenant's definitions
   */
  public PolicyExpressionTypeChecker(List<StoredAttributeDefinition> own) {
    BuiltInAttributeDefinitions.definitions().forEach(this::add);
    own.forEach(this::add);
  }

  /**
   * Checks that an expression uses attributes with their data types. An undefined attribute may
   * have any type.
   *
   * @param source an expression that compiles
   * @throws InvalidExpressionException with the position of a type error
   */
  public void check(ExpressionCompiler language, String source) {
    var flat = ExpressionAttributePathExtractor.flatten(source);
    Map<String, ExpressionType> parameters = new HashMap<>();
    flat.parameters().forEach((name, path) -> parameters.put(name, type(path)));
    parameters.put("action", ExpressionType.of(ExpressionKind.STRING));
    language.compile(flat.source(), parameters, ExpressionType.of(ExpressionKind.BOOL));
  }

  /** Returns the expression type: numbers may be integers or decimals, and dates are texts. */
  private ExpressionType type(AttributePath path) {
    var type = types.get(path);
    return ExpressionType.of(
        type == null
            ? ExpressionKind.ANY
            : switch (type) {
              case STRING, DATE -> ExpressionKind.STRING;
              case NUMBER -> ExpressionKind.ANY;
              case BOOLEAN -> ExpressionKind.BOOL;
              case ARRAY -> ExpressionKind.LIST;
            });
  }

  private void add(StoredAttributeDefinition each) {
    var definition = each.definition();
    types.put(
        new AttributePath(definition.type().root(), definition.slug()), definition.dataType());
  }
}
