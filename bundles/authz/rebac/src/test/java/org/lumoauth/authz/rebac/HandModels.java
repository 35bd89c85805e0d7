package org.lumoauth.authz.rebac;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.lumoauth.api.expression.Expression;
import org.lumoauth.api.expression.ExpressionFailedException;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.relation.ModelError;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.authz.rebac.model.ConditionDefinition;
import org.lumoauth.authz.rebac.model.ModelCompiler;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.Rewrite;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.TypeDefinition;

/** Models that tests build by hand, and a compiler that knows them by name. */
public final class HandModels implements ModelCompiler {

  private final Map<String, RelationModel> models = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** A source that compiles to the model. */
  public ModelSource source(RelationModel model) {
    String name = "model-" + last.incrementAndGet();
    models.put(name, model);
    return ModelSource.of(ModelSource.Language.OPENFGA_JSON, name);
  }

  @Override
  public Compiled compile(ModelSource source) {
    String name = source.files().get(0).text();
    var model = models.get(name);
    return model == null
        ? new Compiled(
            null, null, List.of(new ModelError("model", 1, 1, "syntax_error", "No such model.")))
        : new Compiled(model, name, List.of());
  }

  @Override
  public RelationModel read(String json) {
    return models.get(json);
  }

  /** Begins a model. */
  public static Builder model() {
    return new Builder();
  }

  public static Rewrite direct() {
    return new Rewrite.Direct();
  }

  public static Rewrite computed(String relation) {
    return new Rewrite.Computed(relation);
  }

  public static Rewrite from(String computed, String tupleset) {
    return new Rewrite.TupleToUserset(tupleset, computed);
  }

  public static Rewrite or(Rewrite... of) {
    return new Rewrite.Union(List.of(of));
  }

  public static Rewrite and(Rewrite... of) {
    return new Rewrite.Intersection(List.of(of));
  }

  public static Rewrite butNot(Rewrite base, Rewrite subtract) {
    return new Rewrite.Exclusion(base, subtract);
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

    public Builder define(String relation, Rewrite rewrite, String... subjects) {
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
              Map.of(parameter, ExpressionType.of(ExpressionType.Kind.ANY)),
              parameter,
              new Expression() {
                @Override
                public Object evaluate(Map<String, Object> values) {
                  if (!values.containsKey(parameter)) {
                    throw new ExpressionFailedException("a value is missing", Set.of(parameter));
                  }
                  return rule.apply(values.get(parameter));
                }

                @Override
                public Set<String> mentioned() {
                  return Set.of(parameter);
                }
              }));
      return this;
    }

    public RelationModel build() {
      var made = new LinkedHashMap<String, TypeDefinition>();
      types.forEach((name, relations) -> made.put(name, new TypeDefinition(name, relations)));
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
