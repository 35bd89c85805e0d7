package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.Optional;

/**
 * What an author wrote, read but not yet checked.
 *
 * @param schema the version of the schema; empty where the language has none
 * @param types the types in the order of the text
 * @param conditions the conditions in the order of the text
 */
record ParsedModel(
    Optional<SourceName> schema, List<ParsedType> types, List<ParsedCondition> conditions) {

  ParsedModel {
    types = List.copyOf(types);
    conditions = List.copyOf(conditions);
  }

  /**
   * @param name its name
   * @param extension whether it only adds relations to the type of another module
   * @param module the module that it stands in
   * @param relations its relations in the order of the text
   */
  record ParsedType(
      SourceName name, boolean extension, Optional<String> module, List<ParsedRelation> relations) {
    ParsedType {
      relations = List.copyOf(relations);
    }
  }

  /**
   * @param name its name
   * @param module the module that adds it to another module's type
   * @param term who has it
   * @param subjects the subjects of its own tuples
   */
  record ParsedRelation(
      SourceName name,
      Optional<String> module,
      RewriteTerm term,
      List<ParsedSubjectType> subjects) {
    ParsedRelation {
      subjects = List.copyOf(subjects);
    }
  }

  /** Who has a relation. */
  sealed interface RewriteTerm {
    SourcePosition place();
  }

  /** Those whom the relation's own tuples name. */
  record DirectTerm(SourcePosition place) implements RewriteTerm {}

  record ComputedUsersetTerm(SourceName relation) implements RewriteTerm {
    @Override
    public SourcePosition place() {
      return relation.place();
    }
  }

  record TupleToUsersetTerm(SourceName tupleset, SourceName computed, SourcePosition place)
      implements RewriteTerm {}

  record UnionTerm(List<RewriteTerm> of, SourcePosition place) implements RewriteTerm {
    UnionTerm {
      of = List.copyOf(of);
    }
  }

  record IntersectionTerm(List<RewriteTerm> of, SourcePosition place) implements RewriteTerm {
    IntersectionTerm {
      of = List.copyOf(of);
    }
  }

  record ExclusionTerm(RewriteTerm base, RewriteTerm subtract, SourcePosition place)
      implements RewriteTerm {}

  /**
   * @param type the type
   * @param relation of usersets
   * @param wildcard whether it is everybody of the type
   * @param condition what its tuples must carry
   */
  record ParsedSubjectType(
      SourceName type,
      Optional<SourceName> relation,
      boolean wildcard,
      Optional<SourceName> condition) {

    /** As OpenFGA's language writes it. */
    String written() {
      return type.text()
          + relation.map(name -> "#" + name.text()).orElse("")
          + (wildcard ? ":*" : "")
          + condition.map(name -> " with " + name.text()).orElse("");
    }
  }

  /**
   * @param name its name
   * @param module the module that it stands in
   * @param parameters its parameters in the order of the text
   * @param expression the text in CEL
   * @param expressionPlace where that stands
   */
  record ParsedCondition(
      SourceName name,
      Optional<String> module,
      List<ParsedConditionParameter> parameters,
      String expression,
      EmbeddedTextPosition expressionPlace) {
    ParsedCondition {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * @param name its name
   * @param type the name of its type, as {@code list}
   * @param element what a list or a map holds
   */
  record ParsedConditionParameter(SourceName name, SourceName type, Optional<SourceName> element) {}
}
