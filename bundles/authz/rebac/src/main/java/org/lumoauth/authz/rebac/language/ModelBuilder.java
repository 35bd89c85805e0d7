package org.lumoauth.authz.rebac.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.rebac.model.ConditionDefinition;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.Rewrite;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.TypeDefinition;

/** Makes the engine's model of a source without faults. */
final class ModelBuilder {

  RelationModel build(Source source, Map<String, ConditionDefinition> conditions) {
    var types = new LinkedHashMap<String, TypeDefinition>();
    for (var type : source.types()) {
      var relations = new LinkedHashMap<String, RelationDefinition>();
      for (var relation : type.relations()) {
        var name = relation.name().text();
        relations.put(
            name,
            new RelationDefinition(name, rewrite(relation.term()), subjects(relation.subjects())));
      }
      types.put(type.name().text(), new TypeDefinition(type.name().text(), relations));
    }
    return new RelationModel(types, conditions);
  }

  private static List<SubjectType> subjects(List<Source.Subject> subjects) {
    return subjects.stream()
        .map(
            subject ->
                new SubjectType(
                    subject.type().text(),
                    subject.relation().map(Name::text),
                    subject.wildcard(),
                    subject.condition().map(Name::text)))
        .toList();
  }

  private static Rewrite rewrite(Source.Term term) {
    if (term instanceof Source.Computed computed) {
      return new Rewrite.Computed(computed.relation().text());
    }
    if (term instanceof Source.Through through) {
      return new Rewrite.TupleToUserset(through.tupleset().text(), through.computed().text());
    }
    if (term instanceof Source.Union union) {
      return new Rewrite.Union(union.of().stream().map(ModelBuilder::rewrite).toList());
    }
    if (term instanceof Source.Intersection intersection) {
      return new Rewrite.Intersection(
          intersection.of().stream().map(ModelBuilder::rewrite).toList());
    }
    if (term instanceof Source.Exclusion exclusion) {
      return new Rewrite.Exclusion(rewrite(exclusion.base()), rewrite(exclusion.subtract()));
    }
    return new Rewrite.Direct();
  }
}
