/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

/**
 * A node of the graph and its edges: from an object's relation to its subjects, or from a subject
 * to the relations that have it in a tuple.
 *
 * @param key the node
 * @param objects the edges to objects and wildcards
 * @param usersets the edges to usersets
 */
record TupleGraphNode(Userset key, TupleEdgeSet objects, TupleEdgeSet usersets)
    implements TrieEntry {

  static TupleGraphNode of(Userset key) {
    return new TupleGraphNode(key, TupleEdgeSet.NONE, TupleEdgeSet.NONE);
  }

  TupleEdge get(Userset subject) {
    return (subject.isUserset() ? usersets : objects).get(subject);
  }

  TupleGraphNode with(TupleEdge link) {
    return link.key().isUserset()
        ? new TupleGraphNode(key, objects, usersets.with(link))
        : new TupleGraphNode(key, objects.with(link), usersets);
  }

  TupleGraphNode without(Userset subject) {
    return subject.isUserset()
        ? new TupleGraphNode(key, objects, usersets.without(subject))
        : new TupleGraphNode(key, objects.without(subject), usersets);
  }

  boolean isEmpty() {
    return objects.size() + usersets.size() == 0;
  }
}
