package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.Optional;

/** A value of JSON or YAML where it stands. */
sealed interface Node {

  Place place();

  /** What it is, as messages name it. */
  String shown();

  /**
   * @param text what it says
   * @param string whether it is a string, and not a number, a boolean or nothing
   * @param place where it stands
   * @param content where the text itself stands
   */
  record Scalar(String text, boolean string, Place place, TextPlace content) implements Node {
    @Override
    public String shown() {
      return string ? "a text" : "'" + text + "'";
    }
  }

  record Sequence(List<Node> members, Place place) implements Node {
    public Sequence {
      members = List.copyOf(members);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  record Entry(Name key, Node value) {}

  record Mapping(List<Entry> entries, Place place) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Node> find(String key) {
      return entries.stream()
          .filter(entry -> entry.key().text().equals(key))
          .map(Entry::value)
          .findFirst();
    }

    @Override
    public String shown() {
      return "an object";
    }
  }

  /**
   * @throws SyntaxProblem if it is something else
   */
  default Mapping asMapping(String what) {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw new SyntaxProblem(place(), what + " must be an object, not " + shown());
  }

  /**
   * @throws SyntaxProblem if it is something else
   */
  default Sequence asSequence(String what) {
    if (this instanceof Sequence sequence) {
      return sequence;
    }
    throw new SyntaxProblem(place(), what + " must be a list, not " + shown());
  }

  /**
   * @throws SyntaxProblem if it is something else
   */
  default Scalar asText(String what) {
    if (this instanceof Scalar scalar && scalar.string()) {
      return scalar;
    }
    throw new SyntaxProblem(place(), what + " must be a text, not " + shown());
  }

  default Name asName(String what) {
    var scalar = asText(what);
    return new Name(scalar.text(), scalar.place());
  }
}
