package org.lumoauth.authz.rebac.language;

import java.util.List;

/** Reads the userset rewrites of an OpenFGA model in JSON. */
final class JsonTermReader {

  Source.Term read(Node node, int depth) {
    var rewrite = node.asMapping("A relation's definition");
    if (depth > Bounds.NESTING) {
      throw new SyntaxProblem(
          rewrite.place(),
          "too_deep",
          "Operators may be nested at most " + Bounds.NESTING + " deep");
    }
    if (rewrite.entries().size() != 1) {
      throw new SyntaxProblem(
          rewrite.place(),
          "A relation is one of this, computedUserset, tupleToUserset, union, intersection and"
              + " difference");
    }
    var only = rewrite.entries().get(0);
    var place = rewrite.place();
    return switch (only.key().text()) {
      case "this" -> new Source.Direct(place);
      case "computedUserset" -> new Source.Computed(relation(only.value(), "computedUserset"));
      case "tupleToUserset" -> through(only.value().asMapping("tupleToUserset"));
      case "union" -> new Source.Union(children(only.value(), depth), place);
      case "intersection" -> new Source.Intersection(children(only.value(), depth), place);
      case "difference" -> exclusion(only.value().asMapping("difference"), depth);
      default ->
          throw new SyntaxProblem(
              only.key().place(), "'" + only.key().text() + "' is no way to define a relation");
    };
  }

  private Source.Term through(Node.Mapping node) {
    return new Source.Through(
        relation(required(node, "tupleset"), "tupleset"),
        relation(required(node, "computedUserset"), "computedUserset"),
        node.place());
  }

  private Source.Term exclusion(Node.Mapping node, int depth) {
    return new Source.Exclusion(
        read(required(node, "base"), depth + 1),
        read(required(node, "subtract"), depth + 1),
        node.place());
  }

  private List<Source.Term> children(Node node, int depth) {
    var children = required(node.asMapping("The operands"), "child").asSequence("child").members();
    if (children.isEmpty()) {
      throw new SyntaxProblem(node.place(), "An operator needs operands");
    }
    return children.stream().map(child -> read(child, depth + 1)).toList();
  }

  private static Name relation(Node node, String what) {
    return required(node.asMapping(what), "relation").asName("A relation");
  }

  private static Node required(Node.Mapping mapping, String key) {
    return mapping
        .find(key)
        .orElseThrow(() -> new SyntaxProblem(mapping.place(), "'" + key + "' is missing here"));
  }
}
