/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.authz.rebac.language.EmbeddedTextPosition;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;
import org.lumoauth.authz.rebac.language.SourcePosition;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Parses YAML with the positions of all values. Only the structure is parsed: tags do not create
 * objects, and aliases are refused because they can expand a small text to a large one.
 */
final class PositionedYamlParser {

  private final String file;
  private final List<String> lines;

  PositionedYamlParser(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /**
   * Parses the text.
   *
   * @throws ModelSyntaxException if it is not valid YAML, uses an alias or has a duplicate key
   */
  PositionedValue read(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(ModelSizeLimits.TEXT);
    options.setNestingDepthLimit(2 * ModelSizeLimits.NESTING);
    options.setMaxAliasesForCollections(
        ModelSizeLimits.TEXT); // Aliases are refused below, with their position.
    options.setAllowRecursiveKeys(false);
    try {
      var root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw new ModelSyntaxException(
            new SourcePosition(file, 1, 1), "The text does not contain a model");
      }
      return node(root, new HashSet<>());
    } catch (MarkedYAMLException unreadable) {
      throw new ModelSyntaxException(
          place(unreadable.getProblemMark()), "Invalid YAML: " + unreadable.getProblem());
    } catch (YAMLException unreadable) {
      throw new ModelSyntaxException(new SourcePosition(file, 1, 1), "Invalid YAML");
    }
  }

  private PositionedValue node(org.yaml.snakeyaml.nodes.Node yaml, Set<Integer> seen) {
    var place = place(yaml.getStartMark());
    // An alias returns the same node instance again.
    if (!seen.add(System.identityHashCode(yaml)) || yaml.getAnchor() != null) {
      throw new ModelSyntaxException(place, "Anchors and aliases are not supported");
    }
    if (yaml instanceof MappingNode mapping) {
      return mapping(mapping, place, seen);
    }
    if (yaml instanceof SequenceNode sequence) {
      var members = new ArrayList<PositionedValue>();
      sequence.getValue().forEach(member -> members.add(node(member, seen)));
      return new PositionedValue.SourceSequence(members, place);
    }
    var scalar = (ScalarNode) yaml;
    return new PositionedValue.SourceScalar(
        scalar.getValue(), scalar.getTag().equals(Tag.STR), place, content(scalar, place));
  }

  private PositionedValue mapping(MappingNode mapping, SourcePosition place, Set<Integer> seen) {
    var entries = new ArrayList<PositionedValue.SourceMappingEntry>();
    var keys = new HashSet<String>();
    for (var tuple : mapping.getValue()) {
      var at = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ModelSyntaxException(at, "A key must be a string");
      }
      if (!keys.add(key.getValue())) {
        throw new ModelSyntaxException(at, "duplicate", "'" + key.getValue() + "' occurs twice");
      }
      if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
        entries.add(
            new PositionedValue.SourceMappingEntry(
                new PositionedName(key.getValue(), at), node(tuple.getValueNode(), seen)));
      } else {
        var nothing = place(tuple.getValueNode().getStartMark());
        entries.add(
            new PositionedValue.SourceMappingEntry(
                new PositionedName(key.getValue(), at),
                new PositionedValue.SourceMapping(List.of(), nothing)));
      }
    }
    return new PositionedValue.SourceMapping(entries, place);
  }

  private EmbeddedTextPosition content(ScalarNode scalar, SourcePosition place) {
    boolean oneLine = scalar.getStartMark().getLine() == scalar.getEndMark().getLine();
    return switch (scalar.getScalarStyle()) {
      case PLAIN -> new EmbeddedTextPosition(place, 0, oneLine);
      case LITERAL -> literal(place);
      case FOLDED -> new EmbeddedTextPosition(place, 0, false);
      default -> {
        var text = scalar.getValue();
        boolean plain = oneLine && text.indexOf('\\') < 0 && text.indexOf('\'') < 0;
        yield new EmbeddedTextPosition(place.right(1), 0, plain);
      }
    };
  }

  /**
   * Returns the position of a literal block, which begins on the next line after its indentation.
   */
  private EmbeddedTextPosition literal(SourcePosition place) {
    int line = place.line();
    if (line >= lines.size() || lines.get(line).isBlank()) {
      return new EmbeddedTextPosition(place, 0, false);
    }
    var first = lines.get(line);
    int indent = first.length() - first.stripLeading().length();
    return new EmbeddedTextPosition(new SourcePosition(file, line + 1, indent + 1), indent, true);
  }

  private SourcePosition place(Mark mark) {
    return mark == null
        ? new SourcePosition(file, 1, 1)
        : new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
