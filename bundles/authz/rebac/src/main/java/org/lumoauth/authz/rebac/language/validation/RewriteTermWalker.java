/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.authz.rebac.language.ParsedModel;

/** Traverses the definition of a relation. */
final class RewriteTermWalker {

  private RewriteTermWalker() {}

  /** Returns the operands of an operator; empty for other terms. */
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

  /** Returns the term and all nested terms. */
  static Stream<ParsedModel.RewriteTerm> all(ParsedModel.RewriteTerm term) {
    return Stream.concat(Stream.of(term), operands(term).stream().flatMap(RewriteTermWalker::all));
  }

  /** Returns the OpenFGA notation of an operand; empty for operators. */
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
