/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.Optional;

/** A JSON or YAML value with its position. */
public sealed interface PositionedValue {

  SourcePosition place();

  /** Returns the kind of value for error messages. */
  String shown();

  /**
   * A scalar value.
   *
   * @param text the content
   * @param string whether it is a string rather than a number, boolean or null
   * @param place the position of the value
   * @param content the position of the content
   */
  record SourceScalar(
      String text, boolean string, SourcePosition place, EmbeddedTextPosition content)
      implements PositionedValue {
    @Override
    public String shown() {
      return string ? "a text" : "'" + text + "'";
    }
  }

  record SourceSequence(List<PositionedValue> members, SourcePosition place)
      implements PositionedValue {
    public SourceSequence {
      members = List.copyOf(members);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  record SourceMappingEntry(PositionedName key, PositionedValue value) {}

  record SourceMapping(List<SourceMappingEntry> entries, SourcePosition place)
      implements PositionedValue {
    public SourceMapping {
      entries = List.copyOf(entries);
    }

    public Optional<PositionedValue> find(String key) {
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
   * Returns the value as a mapping.
   *
   * @throws ModelSyntaxException if it is not a mapping
   */
  default SourceMapping asMapping(String what) {
    if (this instanceof SourceMapping mapping) {
      return mapping;
    }
    throw new ModelSyntaxException(place(), what + " must be an object, not " + shown());
  }

  /**
   * Returns the value as a sequence.
   *
   * @throws ModelSyntaxException if it is not a sequence
   */
  default SourceSequence asSequence(String what) {
    if (this instanceof SourceSequence sequence) {
      return sequence;
    }
    throw new ModelSyntaxException(place(), what + " must be a list, not " + shown());
  }

  /**
   * Returns the value as a string.
   *
   * @throws ModelSyntaxException if it is not a string
   */
  default SourceScalar asText(String what) {
    if (this instanceof SourceScalar scalar && scalar.string()) {
      return scalar;
    }
    throw new ModelSyntaxException(place(), what + " must be a string, not " + shown());
  }

  default PositionedName asName(String what) {
    var scalar = asText(what);
    return new PositionedName(scalar.text(), scalar.place());
  }
}
