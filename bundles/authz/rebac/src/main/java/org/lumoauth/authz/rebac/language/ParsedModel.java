/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.Optional;

/**
 * A parsed model that is not yet validated.
 *
 * @param schema the schema version; empty if the language has none
 * @param types the types in the order of the text
 * @param conditions the conditions in the order of the text
 */
public record ParsedModel(
    Optional<PositionedName> schema, List<ParsedType> types, List<ParsedCondition> conditions) {

  public ParsedModel {
    types = List.copyOf(types);
    conditions = List.copyOf(conditions);
  }

  /**
   * A parsed type.
   *
   * @param name the name
   * @param extension whether it only adds relations to a type of another module
   * @param module the module that contains it
   * @param relations the relations in the order of the text
   */
  public record ParsedType(
      PositionedName name,
      boolean extension,
      Optional<String> module,
      List<ParsedRelation> relations) {
    public ParsedType {
      relations = List.copyOf(relations);
    }
  }

  /**
   * A parsed relation.
   *
   * @param name the name
   * @param module the module that adds it to another module's type
   * @param term the definition
   * @param subjects the subject types of its direct tuples
   */
  public record ParsedRelation(
      PositionedName name,
      Optional<String> module,
      RewriteTerm term,
      List<ParsedSubjectType> subjects) {
    public ParsedRelation {
      subjects = List.copyOf(subjects);
    }
  }

  /** The definition of a relation. */
  public sealed interface RewriteTerm {
    SourcePosition place();
  }

  /** The subjects of the relation's direct tuples. */
  public record DirectTerm(SourcePosition place) implements RewriteTerm {}

  public record ComputedUsersetTerm(PositionedName relation) implements RewriteTerm {
    @Override
    public SourcePosition place() {
      return relation.place();
    }
  }

  public record TupleToUsersetTerm(
      PositionedName tupleset, PositionedName computed, SourcePosition place)
      implements RewriteTerm {}

  public record UnionTerm(List<RewriteTerm> of, SourcePosition place) implements RewriteTerm {
    public UnionTerm {
      of = List.copyOf(of);
    }
  }

  public record IntersectionTerm(List<RewriteTerm> of, SourcePosition place)
      implements RewriteTerm {
    public IntersectionTerm {
      of = List.copyOf(of);
    }
  }

  public record ExclusionTerm(RewriteTerm base, RewriteTerm subtract, SourcePosition place)
      implements RewriteTerm {}

  /**
   * A parsed subject type.
   *
   * @param type the type
   * @param relation the relation of usersets
   * @param wildcard whether it includes all objects of the type
   * @param condition the condition that its tuples must have
   */
  public record ParsedSubjectType(
      PositionedName type,
      Optional<PositionedName> relation,
      boolean wildcard,
      Optional<PositionedName> condition) {

    /** Returns the OpenFGA notation. */
    public String written() {
      return type.text()
          + relation.map(name -> "#" + name.text()).orElse("")
          + (wildcard ? ":*" : "")
          + condition.map(name -> " with " + name.text()).orElse("");
    }
  }

  /**
   * A parsed condition.
   *
   * @param name the name
   * @param module the module that contains it
   * @param parameters the parameters in the order of the text
   * @param expression the CEL expression
   * @param expressionPlace the position of the expression
   */
  public record ParsedCondition(
      PositionedName name,
      Optional<String> module,
      List<ParsedConditionParameter> parameters,
      String expression,
      EmbeddedTextPosition expressionPlace) {
    public ParsedCondition {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A parsed parameter.
   *
   * @param name the name
   * @param type the name of the type, for example {@code list}
   * @param element the element type of a list or map
   */
  public record ParsedConditionParameter(
      PositionedName name, PositionedName type, Optional<PositionedName> element) {}
}
