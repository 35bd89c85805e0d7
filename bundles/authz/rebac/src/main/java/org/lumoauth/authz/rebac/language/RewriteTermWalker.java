package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.stream.Stream;

/** Walks through what a relation is defined as. */
final class RewriteTermWalker {

  private RewriteTermWalker() {}

  /** The operands of an operator; none for what is no operator. */
  static List<ParsedModel.RewriteTerm> operands(ParsedModel.RewriteTerm term) {
    if (term instanceof ParsedModel.UnionTerm union) {
      return union.of();
    }
    if (term instanceof ParsedModel.IntersectionTerm intersection) {
      return intersection.of();
    }
    if (term instanceof ParsedModel.ExclusionTerm exclusion) {
      return List.of(exclusion.base(), exclusion.subtract());
    }
    return List.of();
  }

  /** It and everything in it. */
  static Stream<ParsedModel.RewriteTerm> all(ParsedModel.RewriteTerm term) {
    return Stream.concat(Stream.of(term), operands(term).stream().flatMap(RewriteTermWalker::all));
  }

  /** As OpenFGA's language writes an operand; empty for operators. */
  static String written(ParsedModel.RewriteTerm term) {
    if (term instanceof ParsedModel.DirectTerm) {
      return "[]";
    }
    if (term instanceof ParsedModel.ComputedUsersetTerm computed) {
      return computed.relation().text();
    }
    if (term instanceof ParsedModel.TupleToUsersetTerm through) {
      return through.computed().text() + " from " + through.tupleset().text();
    }
    return "";
  }
}
