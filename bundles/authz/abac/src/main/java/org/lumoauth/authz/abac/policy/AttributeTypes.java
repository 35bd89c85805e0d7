package org.lumoauth.authz.abac.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.expression.ExpressionLanguage;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.Kind;
import org.lumoauth.api.expression.InvalidExpressionException;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.attribute.DataType;
import org.lumoauth.authz.abac.attribute.StoredDefinition;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.condition.ExpressionPaths;

/** What kinds of values attributes have, those that are built in and those of a tenant. */
public final class AttributeTypes {

  /** Those that every tenant has. */
  public static final AttributeTypes BUILT_IN = new AttributeTypes(List.of());

  private final Map<AttributePath, DataType> types = new HashMap<>();

  /**
   * @param own the tenant's definitions
   */
  public AttributeTypes(List<StoredDefinition> own) {
    BuiltIn.definitions().forEach(this::add);
    own.forEach(this::add);
  }

  /**
   * Checks that an expression uses attributes as what they are. One that nobody has defined may be
   * anything.
   *
   * @param source one that compiles
   * @throws InvalidExpressionException with the place of what does not fit
   */
  public void check(ExpressionLanguage language, String source) {
    var flat = ExpressionPaths.flat(source);
    Map<String, ExpressionType> parameters = new HashMap<>();
    flat.parameters().forEach((name, path) -> parameters.put(name, type(path)));
    parameters.put("action", ExpressionType.of(Kind.STRING));
    language.compile(flat.source(), parameters, ExpressionType.of(Kind.BOOL));
  }

  /** Numbers are whole or not, and dates are texts. */
  private ExpressionType type(AttributePath path) {
    var type = types.get(path);
    return ExpressionType.of(
        type == null
            ? Kind.ANY
            : switch (type) {
              case STRING, DATE -> Kind.STRING;
              case NUMBER -> Kind.ANY;
              case BOOLEAN -> Kind.BOOL;
              case ARRAY -> Kind.LIST;
            });
  }

  private void add(StoredDefinition each) {
    var definition = each.definition();
    types.put(
        new AttributePath(definition.type().root(), definition.slug()), definition.dataType());
  }
}
