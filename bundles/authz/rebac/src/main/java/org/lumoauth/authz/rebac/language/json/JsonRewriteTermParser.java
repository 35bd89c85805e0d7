/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.json;

import java.util.List;
import org.lumoauth.authz.rebac.language.ModelSizeLimits;
import org.lumoauth.authz.rebac.language.ModelSyntaxException;
import org.lumoauth.authz.rebac.language.ParsedModel;
import org.lumoauth.authz.rebac.language.PositionedName;
import org.lumoauth.authz.rebac.language.PositionedValue;

/** Parses the userset rewrites of an OpenFGA model in JSON. */
final class JsonRewriteTermParser {

  ParsedModel.RewriteTerm read(PositionedValue node, int depth) {
    var rewrite = node.asMapping("The definition of a relation");
    if (depth > ModelSizeLimits.NESTING) {
      throw new ModelSyntaxException(
          rewrite.place(),
          "too_deep",
          "Operators must not be nested more than " + ModelSizeLimits.NESTING + " levels deep");
    }
    if (rewrite.entries().size() != 1) {
      throw new ModelSyntaxException(
          rewrite.place(),
          "A relation must be one of this, computedUserset, tupleToUserset, union, "
              + "intersection and"
              + " difference");
    }
    var only = rewrite.entries().get(0);
    var place = rewrite.place();
    return switch (only.key().text()) {
      case "this" -> new ParsedModel.DirectTerm(place);
      case "computedUserset" ->
          new ParsedModel.ComputedUsersetTerm(relation(only.value(), "computedUserset"));
      case "tupleToUserset" -> through(only.value().asMapping("tupleToUserset"));
      case "union" -> new ParsedModel.UnionTerm(children(only.value(), depth), place);
      case "intersection" -> new ParsedModel.IntersectionTerm(children(only.value(), depth), place);
      case "difference" -> exclusion(only.value().asMapping("difference"), depth);
      default ->
          throw new ModelSyntaxException(
              only.key().place(),
              "'" + only.key().text() + "' is not a valid definition of a relation");
    };
  }

  private ParsedModel.RewriteTerm through(PositionedValue.SourceMapping node) {
    return new ParsedModel.TupleToUsersetTerm(
        relation(required(node, "tupleset"), "tupleset"),
        relation(required(node, "computedUserset"), "computedUserset"),
        node.place());
  }

  private ParsedModel.RewriteTerm exclusion(PositionedValue.SourceMapping node, int depth) {
    return new ParsedModel.ExclusionTerm(
        read(required(node, "base"), depth + 1),
        read(required(node, "subtract"), depth + 1),
        node.place());
  }

  private List<ParsedModel.RewriteTerm> children(PositionedValue node, int depth) {
    var children = required(node.asMapping("The operands"), "child").asSequence("child").members();
    if (children.isEmpty()) {
      throw new ModelSyntaxException(node.place(), "An operator requires operands");
    }
    return children.stream().map(child -> read(child, depth + 1)).toList();
  }

  private static PositionedName relation(PositionedValue node, String what) {
    return required(node.asMapping(what), "relation").asName("A relation");
  }

  private static PositionedValue required(PositionedValue.SourceMapping mapping, String key) {
    return mapping
        .find(key)
        .orElseThrow(
            () -> new ModelSyntaxException(mapping.place(), "'" + key + "' is required here"));
  }
}
