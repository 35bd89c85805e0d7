package org.lumoauth.authz.abac.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionCompiler;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.authz.abac.attribute.AttributeDataType;
import org.lumoauth.authz.abac.attribute.BuiltInAttributes;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.condition.ExpressionAttributePaths;

/** What kinds of values attributes have, those that are built in and those of a tenant. */
public final class AttributeTypeChecker {

  /** Those that every tenant has. */
  public static final AttributeTypeChecker BUILT_IN = new AttributeTypeChecker(List.of());

  private final Map<AttributePath, AttributeDataType> types = new HashMap<>();

  /**
   * @param own the tenant's definitions
   */
  public AttributeTypeChecker(List<StoredAttributeDefinition> own) {
    BuiltInAttributes.definitions().forEach(this::add);
    own.forEach(this::add);
  }

  /**
   * Checks that an expression uses attributes as what they are. One that nobody has defined may be
   * anything.
   *
   * @param source one that compiles
   * @throws InvalidExpressionException with the place of what does not fit
   */
  public void check(ExpressionCompiler language, String source) {
    var flat = ExpressionAttributePaths.flatten(source);
    Map<String, ExpressionType> parameters = new HashMap<>();
    flat.parameters().forEach((name, path) -> parameters.put(name, type(path)));
    parameters.put("action", ExpressionType.of(ExpressionKind.STRING));
    language.compile(flat.source(), parameters, ExpressionType.of(ExpressionKind.BOOL));
  }

  /** Numbers are whole or not, and dates are texts. */
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
