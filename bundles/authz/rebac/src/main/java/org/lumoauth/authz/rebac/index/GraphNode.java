package org.lumoauth.authz.rebac.index;

/**
 * A node of the graph and where its tuples lead: from an object's relation to its subjects, or from
 * a subject to the relations that name it.
 *
 * @param key the node
 * @param objects links to objects, or to everything of a type
 * @param usersets links to usersets
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
