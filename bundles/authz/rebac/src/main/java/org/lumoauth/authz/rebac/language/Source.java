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
record Source(Optional<Name> schema, List<Type> types, List<Condition> conditions) {

  Source {
    types = List.copyOf(types);
    conditions = List.copyOf(conditions);
  }

  /**
   * @param name its name
   * @param extension whether it only adds relations to the type of another module
   * @param module the module that it stands in
   * @param relations its relations in the order of the text
   */
  record Type(Name name, boolean extension, Optional<String> module, List<Relation> relations) {
    Type {
      relations = List.copyOf(relations);
    }
  }

  /**
   * @param name its name
   * @param module the module that adds it to another module's type
   * @param term who has it
   * @param subjects the subjects of its own tuples
   */
  record Relation(Name name, Optional<String> module, Term term, List<Subject> subjects) {
    Relation {
      subjects = List.copyOf(subjects);
    }
  }

  /** Who has a relation. */
  sealed interface Term {
    Place place();
  }

  /** Those whom the relation's own tuples name. */
  record Direct(Place place) implements Term {}

  record Computed(Name relation) implements Term {
    @Override
    public Place place() {
      return relation.place();
    }
  }

  record Through(Name tupleset, Name computed, Place place) implements Term {}

  record Union(List<Term> of, Place place) implements Term {
    Union {
      of = List.copyOf(of);
    }
  }

  record Intersection(List<Term> of, Place place) implements Term {
    Intersection {
      of = List.copyOf(of);
    }
  }

  record Exclusion(Term base, Term subtract, Place place) implements Term {}

  /**
   * @param type the type
   * @param relation of usersets
   * @param wildcard whether it is everybody of the type
   * @param condition what its tuples must carry
   */
  record Subject(Name type, Optional<Name> relation, boolean wildcard, Optional<Name> condition) {

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
  record Condition(
      Name name,
      Optional<String> module,
      List<Parameter> parameters,
      String expression,
      TextPlace expressionPlace) {
    Condition {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * @param name its name
   * @param type the name of its type, as {@code list}
   * @param element what a list or a map holds
   */
  record Parameter(Name name, Name type, Optional<Name> element) {}
}
