package org.lumoauth.authz.rebac.language;

import java.util.List;
import java.util.stream.Stream;

/** Walks through what a relation is defined as. */
final class Terms {

  private Terms() {}

  /** The operands of an operator; none for what is no operator. */
  static List<Source.Term> operands(Source.Term term) {
    if (term instanceof Source.Union union) {
      return union.of();
    }
    if (term instanceof Source.Intersection intersection) {
      return intersection.of();
    }
    if (term instanceof Source.Exclusion exclusion) {
      return List.of(exclusion.base(), exclusion.subtract());
    }
    return List.of();
  }

  /** It and everything in it. */
  static Stream<Source.Term> all(Source.Term term) {
    return Stream.concat(Stream.of(term), operands(term).stream().flatMap(Terms::all));
  }

  /** As OpenFGA's language writes an operand; empty for operators. */
  static String written(Source.Term term) {
    if (term instanceof Source.Direct) {
      return "[]";
    }
    if (term instanceof Source.Computed computed) {
      return computed.relation().text();
    }
    if (term instanceof Source.Through through) {
      return through.computed().text() + " from " + through.tupleset().text();
    }
    return "";
  }
}
