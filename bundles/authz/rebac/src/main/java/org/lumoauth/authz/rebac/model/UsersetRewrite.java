/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.List;

/**
 * Defines how a relation follows from tuples and other relations (a userset rewrite in Zanzibar).
 */
public sealed interface UsersetRewrite {

  /** The subjects of the relation's direct tuples, and the members of their usersets. */
  record DirectRewrite() implements UsersetRewrite {}

  /**
   * The subjects that have another relation to the same object.
   *
   * @param relation the other relation
   */
  record ComputedUsersetRewrite(String relation) implements UsersetRewrite {}

  /**
   * The subjects that have a relation to the objects in this object's tuples.
   *
   * @param tupleset the relation of this object with the tuples to follow
   * @param computed the relation to those objects; objects of types without it are ignored
   */
  record TupleToUsersetRewrite(String tupleset, String computed) implements UsersetRewrite {}

  /** The subjects of at least one operand. */
  record UnionRewrite(List<UsersetRewrite> of) implements UsersetRewrite {
    public UnionRewrite {
      of = List.copyOf(of);
    }
  }

  /** The subjects of all operands. */
  record IntersectionRewrite(List<UsersetRewrite> of) implements UsersetRewrite {
    public IntersectionRewrite {
      of = List.copyOf(of);
    }
  }

  /** The subjects of the first operand that do not belong to the second. */
  record ExclusionRewrite(UsersetRewrite base, UsersetRewrite subtract) implements UsersetRewrite {}
}
