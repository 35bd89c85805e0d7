package org.lumoauth.authz.rebac.model;

import java.util.List;

/** How a relation follows from tuples and other relations (a userset rewrite of Zanzibar). */
public sealed interface Rewrite {

  /** The subjects of the relation's own tuples, and of the usersets that they name. */
  record Direct() implements Rewrite {}

  /**
   * Whoever has another relation to the same object.
   *
   * @param relation that relation
   */
  record Computed(String relation) implements Rewrite {}

  /**
   * Whoever has a relation to the objects that this object's tuples name.
   *
   * @param tupleset the relation of this object whose tuples are followed
   * @param computed the relation to the objects that they name; objects of types without it are
   *     passed over
   */
  record TupleToUserset(String tupleset, String computed) implements Rewrite {}

  /** Whoever is in one of them. */
  record Union(List<Rewrite> of) implements Rewrite {
    public Union {
      of = List.copyOf(of);
    }
  }

  /** Whoever is in all of them. */
  record Intersection(List<Rewrite> of) implements Rewrite {
    public Intersection {
      of = List.copyOf(of);
    }
  }

  /** Whoever is in the first and not in the second. */
  record Exclusion(Rewrite base, Rewrite subtract) implements Rewrite {}
}
