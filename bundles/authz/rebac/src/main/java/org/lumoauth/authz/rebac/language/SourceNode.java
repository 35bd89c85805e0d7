package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.Optional;

/** A value of JSON or YAML where it stands. */
sealed interface SourceNode {

  SourcePosition place();

  /** What it is, as messages name it. */
  String shown();

  /**
   * @param text what it says
   * @param string whether it is a string, and not a number, a boolean or nothing
   * @param place where it stands
   * @param content where the text itself stands
   */
  record SourceScalar(
      String text, boolean string, SourcePosition place, EmbeddedTextPosition content)
      implements SourceNode {
    @Override
    public String shown() {
      return string ? "a text" : "'" + text + "'";
    }
  }

  record SourceSequence(List<SourceNode> members, SourcePosition place) implements SourceNode {
    public SourceSequence {
      members = List.copyOf(members);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  record SourceMappingEntry(SourceName key, SourceNode value) {}

  record SourceMapping(List<SourceMappingEntry> entries, SourcePosition place)
      implements SourceNode {
    public SourceMapping {
      entries = List.copyOf(entries);
    }

    Optional<SourceNode> find(String key) {
      return entries.stream()
          .filter(entry -> entry.key().text().equals(key))
          .map(SourceMappingEntry::value)
          .findFirst();
    }

    @Override
    public String shown() {
      return "an object";
    }
  }

  /**
   * @throws ModelSyntaxException if it is something else
   */
  default SourceMapping asMapping(String what) {
    if (this instanceof SourceMapping mapping) {
      return mapping;
    }
    throw new ModelSyntaxException(place(), what + " must be an object, not " + shown());
  }

  /**
   * @throws ModelSyntaxException if it is something else
   */
  default SourceSequence asSequence(String what) {
    if (this instanceof SourceSequence sequence) {
      return sequence;
    }
    throw new ModelSyntaxException(place(), what + " must be a list, not " + shown());
  }

  /**
   * @throws ModelSyntaxException if it is something else
   */
  default SourceScalar asText(String what) {
    if (this instanceof SourceScalar scalar && scalar.string()) {
      return scalar;
    }
    throw new ModelSyntaxException(place(), what + " must be a text, not " + shown());
  }

  default SourceName asName(String what) {
    var scalar = asText(what);
    return new SourceName(scalar.text(), scalar.place());
  }
}
