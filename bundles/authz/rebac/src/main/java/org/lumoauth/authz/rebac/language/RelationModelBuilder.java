/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.rebac.model.ConditionDefinition;
import org.lumoauth.authz.rebac.model.ObjectTypeDefinition;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** Builds the engine's model from a valid source. */
final class RelationModelBuilder {

  RelationModel build(ParsedModel source, Map<String, ConditionDefinition> conditions) {
    var types = new LinkedHashMap<String, ObjectTypeDefinition>();
    for (var type : source.types()) {
      var relations = new LinkedHashMap<String, RelationDefinition>();
      for (var relation : type.relations()) {
        var name = relation.name().text();
        relations.put(
            name,
            new RelationDefinition(name, rewrite(relation.term()), subjects(relation.subjects())));
      }
      types.put(type.name().text(), new ObjectTypeDefinition(type.name().text(), relations));
    }
    return new RelationModel(types, conditions);
  }

  private static List<SubjectType> subjects(List<ParsedModel.ParsedSubjectType> subjects) {
    return subjects.stream()
        .map(
            subject ->
                new SubjectType(
                    subject.type().text(),
                    subject.relation().map(PositionedName::text),
                    subject.wildcard(),
                    subject.condition().map(PositionedName::text)))
        .toList();
  }

  private static UsersetRewrite rewrite(ParsedModel.RewriteTerm term) {
    if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
      return new UsersetRewrite.ComputedUsersetRewrite(computed.relation().text());
    }
    if (term instanceof ParsedModel.TupleToUsersetTerm through) {
      return new UsersetRewrite.TupleToUsersetRewrite(
          through.tupleset().text(), through.computed().text());
    }
    if (term instanceof ParsedModel.UnionTerm union) {
      return new UsersetRewrite.UnionRewrite(
          union.of().stream().map(RelationModelBuilder::rewrite).toList());
    }
    if (term instanceof ParsedModel.IntersectionTerm intersection) {
      return new UsersetRewrite.IntersectionRewrite(
          intersection.of().stream().map(RelationModelBuilder::rewrite).toList());
    }
    if (term instanceof ParsedModel.ExclusionTerm exclusion) {
      return new UsersetRewrite.ExclusionRewrite(
          rewrite(exclusion.base()), rewrite(exclusion.subtract()));
    }
    return new UsersetRewrite.DirectRewrite();
  }
}
