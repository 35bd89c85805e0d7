package org.lumoauth.authz.rebac.model;

import java.util.List;

/** How a relation follows from tuples and other relations (a userset rewrite of Zanzibar). */
public sealed interface UsersetRewrite {

  /** The subjects of the relation's own tuples, and of the usersets that they name. */
  record DirectRewrite() implements UsersetRewrite {}

  /**
   * Whoever has another relation to the same object.
   *
   * @param relation that relation
   */
  record ComputedUsersetRewrite(String relation) implements UsersetRewrite {}

  /**
   * Whoever has a relation to the objects that this object's tuples name.
   *
   * @param tupleset the relation of this object whose tuples are followed
   * @param computed the relation to the objects that they name; objects of types without it are
   *     passed over
   */
  record TupleToUsersetRewrite(String tupleset, String computed) implements UsersetRewrite {}

  /** Whoever is in one of them. */
  record UnionRewrite(List<UsersetRewrite> of) implements UsersetRewrite {
    public UnionRewrite {
      of = List.copyOf(of);
    }
  }

  /** Whoever is in all of them. */
  record IntersectionRewrite(List<UsersetRewrite> of) implements UsersetRewrite {
    public IntersectionRewrite {
      of = List.copyOf(of);
    }
  }

  /** Whoever is in the first and not in the second. */
  record ExclusionRewrite(UsersetRewrite base, UsersetRewrite subtract) implements UsersetRewrite {}
}
