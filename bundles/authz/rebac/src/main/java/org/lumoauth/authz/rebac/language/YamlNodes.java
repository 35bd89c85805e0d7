package org.lumoauth.authz.rebac.language;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * Reads YAML with the places of everything. Only its structure is read: no tag makes an object, and
 * no alias makes a small text a large one.
 */
final class YamlNodes {

  private final String file;
  private final List<String> lines;

  YamlNodes(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /**
   * @throws SyntaxProblem if it is no YAML, uses an alias, or has a key twice
   */
  Node read(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(Bounds.TEXT);
    options.setNestingDepthLimit(2 * Bounds.NESTING);
    options.setMaxAliasesForCollections(Bounds.TEXT); // they are refused below, with their place
    options.setAllowRecursiveKeys(false);
    try {
      var root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw new SyntaxProblem(new Place(file, 1, 1), "There is no model in the text");
      }
      return node(root, new HashSet<>());
    } catch (MarkedYAMLException unreadable) {
      throw new SyntaxProblem(
          place(unreadable.getProblemMark()), "This is no YAML: " + unreadable.getProblem());
    } catch (YAMLException unreadable) {
      throw new SyntaxProblem(new Place(file, 1, 1), "This is no YAML that can be read");
    }
  }

  private Node node(org.yaml.snakeyaml.nodes.Node yaml, Set<Integer> seen) {
    var place = place(yaml.getStartMark());
    // An alias is the node that it names, once more.
    if (!seen.add(System.identityHashCode(yaml)) || yaml.getAnchor() != null) {
      throw new SyntaxProblem(place, "Anchors and aliases are not accepted");
    }
    if (yaml instanceof MappingNode mapping) {
      return mapping(mapping, place, seen);
    }
    if (yaml instanceof SequenceNode sequence) {
      var members = new ArrayList<Node>();
      sequence.getValue().forEach(member -> members.add(node(member, seen)));
      return new Node.Sequence(members, place);
    }
    var scalar = (ScalarNode) yaml;
    return new Node.Scalar(
        scalar.getValue(), scalar.getTag().equals(Tag.STR), place, content(scalar, place));
  }

  private Node mapping(MappingNode mapping, Place place, Set<Integer> seen) {
    var entries = new ArrayList<Node.Entry>();
    var keys = new HashSet<String>();
    for (var tuple : mapping.getValue()) {
      var at = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new SyntaxProblem(at, "A key must be a text");
      }
      if (!keys.add(key.getValue())) {
        throw new SyntaxProblem(at, "duplicate", "'" + key.getValue() + "' is here twice");
      }
      if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
        entries.add(new Node.Entry(new Name(key.getValue(), at), node(tuple.getValueNode(), seen)));
      } else {
        var nothing = place(tuple.getValueNode().getStartMark());
        entries.add(
            new Node.Entry(new Name(key.getValue(), at), new Node.Mapping(List.of(), nothing)));
      }
    }
    return new Node.Mapping(entries, place);
  }

  private TextPlace content(ScalarNode scalar, Place place) {
    boolean oneLine = scalar.getStartMark().getLine() == scalar.getEndMark().getLine();
    return switch (scalar.getScalarStyle()) {
      case PLAIN -> new TextPlace(place, 0, oneLine);
      case LITERAL -> literal(place);
      case FOLDED -> new TextPlace(place, 0, false);
      default -> {
        var text = scalar.getValue();
        boolean plain = oneLine && text.indexOf('\\') < 0 && text.indexOf('\'') < 0;
        yield new TextPlace(place.right(1), 0, plain);
      }
    };
  }

  /** The text of a literal block begins in the next line, where its indentation ends. */
  private TextPlace literal(Place place) {
    int line = place.line();
    if (line >= lines.size() || lines.get(line).isBlank()) {
      return new TextPlace(place, 0, false);
    }
    var first = lines.get(line);
    int indent = first.length() - first.stripLeading().length();
    return new TextPlace(new Place(file, line + 1, indent + 1), indent, true);
  }

  private Place place(Mark mark) {
    return mark == null
        ? new Place(file, 1, 1)
        : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
