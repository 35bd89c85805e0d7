package org.lumoauth.authz.rebac.index;

import java.util.List;

/** The tuples of a store at one revision. Expired tuples are among them. */
public interface TupleSnapshot {

  /** Which revision. */
  long revision();

  /** The tuple that names the subject itself; null if there is none. */
  TupleEdge find(Userset node, Userset subject);

  /** The tuples of a node whose subjects are usersets. */
  List<TupleEdge> usersets(Userset node);

  /** The tuples of a node whose subjects are objects or everything of a type. */
  List<TupleEdge> objects(Userset node);

  /** The nodes of which the subject itself is a subject. */
  List<Userset> nodesOf(Userset subject);
}
