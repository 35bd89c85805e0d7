package org.lumoauth.authz.rebac.index;

/**
 * A node of the graph and its edges: from an object's relation to its subjects, or from a subject
 * to the relations that have it in a tuple.
 *
 * @param key the node
 * @param objects the edges to objects and wildcards
 * @param usersets the edges to usersets
 */
record GraphNode(Userset key, TupleEdgeSet objects, TupleEdgeSet usersets) implements TrieEntry {

  static GraphNode of(Userset key) {
    return new GraphNode(key, TupleEdgeSet.NONE, TupleEdgeSet.NONE);
  }

  TupleEdge get(Userset subject) {
    return (subject.isUserset() ? usersets : objects).get(subject);
  }

  GraphNode with(TupleEdge link) {
    return link.key().isUserset()
        ? new GraphNode(key, objects, usersets.with(link))
        : new GraphNode(key, objects.with(link), usersets);
  }

  GraphNode without(Userset subject) {
    return subject.isUserset()
        ? new GraphNode(key, objects, usersets.without(subject))
        : new GraphNode(key, objects.without(subject), usersets);
  }

  boolean isEmpty() {
    return objects.size() + usersets.size() == 0;
  }
}
