/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.lumoauth.api.expression.EvaluableExpression;
import org.lumoauth.api.expression.ExpressionEvaluationException;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.authz.rebac.model.ConditionDefinition;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.ObjectTypeDefinition;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** Models that tests build by hand, and a compiler that knows them by name. */
public final class HandBuiltModels implements ModelCompiler {

  private final Map<String, RelationModel> models = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** A source that compiles to the model. */
  public RelationModelSourceFiles source(RelationModel model) {
    String name = "model-" + last.incrementAndGet();
    models.put(name, model);
    return RelationModelSourceFiles.of(RelationModelSourceFiles.ModelLanguage.OPENFGA_JSON, name);
  }

  @Override
  public ModelCompilation compile(RelationModelSourceFiles source) {
    String name = source.files().get(0).text();
    var model = models.get(name);
    return model == null
        ? new ModelCompilation(
            null,
            null,
            List.of(new RelationModelError("model", 1, 1, "syntax_error", "No such model.")))
        : new ModelCompilation(model, name, List.of());
  }

  @Override
  public RelationModel read(String json) {
    return models.get(json);
  }

  /** Begins a model. */
  public static Builder model() {
    return new Builder();
  }

  public static UsersetRewrite direct() {
    return new UsersetRewrite.DirectRewrite();
  }

  public static UsersetRewrite computed(String relation) {
    return new UsersetRewrite.ComputedUsersetRewrite(relation);
  }

  public static UsersetRewrite from(String computed, String tupleset) {
    return new UsersetRewrite.TupleToUsersetRewrite(tupleset, computed);
  }

  public static UsersetRewrite or(UsersetRewrite... of) {
    return new UsersetRewrite.UnionRewrite(List.of(of));
  }

  public static UsersetRewrite and(UsersetRewrite... of) {
    return new UsersetRewrite.IntersectionRewrite(List.of(of));
  }

  public static UsersetRewrite butNot(UsersetRewrite base, UsersetRewrite subtract) {
    return new UsersetRewrite.ExclusionRewrite(base, subtract);
  }

  /** Puts a model together; subjects are written as {@code user}, {@code user:*}, {@code g#m}. */
  public static final class Builder {
    private final Map<String, Map<String, RelationDefinition>> types = new LinkedHashMap<>();
    private final Map<String, ConditionDefinition> conditions = new LinkedHashMap<>();
    private String type;

    public Builder type(String name) {
      type = name;
      types.putIfAbsent(name, new LinkedHashMap<>());
      return this;
    }

    public Builder define(String relation, UsersetRewrite rewrite, String... subjects) {
      types
          .get(type)
          .put(
              relation,
              new RelationDefinition(
                  relation, rewrite, List.of(subjects).stream().map(Builder::subject).toList()));
      return this;
    }

    /** A relation of direct tuples alone. */
    public Builder define(String relation, String... subjects) {
      return define(relation, direct(), subjects);
    }

    /** A condition of one parameter. */
    public Builder condition(String name, String parameter, Function<Object, Boolean> rule) {
      conditions.put(
          name,
          new ConditionDefinition(
              name,
              Map.of(parameter, ExpressionType.of(ExpressionType.ExpressionKind.ANY)),
              parameter,
              new EvaluableExpression() {
                @Override
                public Object evaluate(Map<String, Object> values) {
                  if (!values.containsKey(parameter)) {
                    throw new ExpressionEvaluationException(
                        "a value is missing", Set.of(parameter));
                  }
                  return rule.apply(values.get(parameter));
                }

                @Override
                public Set<String> referencedParameters() {
                  return Set.of(parameter);
                }
              }));
      return this;
    }

    public RelationModel build() {
      var made = new LinkedHashMap<String, ObjectTypeDefinition>();
      types.forEach((name, relations) -> made.put(name, new ObjectTypeDefinition(name, relations)));
      return new RelationModel(made, conditions);
    }

    private static SubjectType subject(String text) {
      String[] parts = text.split(" with ");
      Optional<String> condition = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
      if (parts[0].endsWith(":*")) {
        return new SubjectType(
            parts[0].substring(0, parts[0].length() - 2), Optional.empty(), true, condition);
      }
      String[] userset = parts[0].split("#");
      return new SubjectType(
          userset[0],
          userset.length == 2 ? Optional.of(userset[1]) : Optional.empty(),
          false,
          condition);
    }
  }
}
