/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.List;

/** The tuples of a store at one revision, including expired tuples. */
public interface TupleSnapshot {

  /** Returns the revision. */
  long revision();

  /** Returns the tuple with exactly this subject, or null. */
  TupleEdge find(Userset node, Userset subject);

  /** Returns the tuples of a node with usersets as subjects. */
  List<TupleEdge> usersets(Userset node);

  /** Returns the tuples of a node with objects or wildcards as subjects. */
  List<TupleEdge> objects(Userset node);

  /** Returns the nodes that have exactly this subject in a tuple. */
  List<Userset> nodesOf(Userset subject);
}
