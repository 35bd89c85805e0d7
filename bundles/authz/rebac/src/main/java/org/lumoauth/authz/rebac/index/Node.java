package org.lumoauth.authz.rebac.index;

/**
 * A node of the graph and where its tuples lead: from an object's relation to its subjects, or from
 * a subject to the relations that name it.
 *
 * @param key the node
 * @param objects links to objects, or to everything of a type
 * @param usersets links to usersets
 */
record Node(Userset key, Links objects, Links usersets) implements Keyed {

  static Node of(Userset key) {
    return new Node(key, Links.NONE, Links.NONE);
  }

  Link get(Userset subject) {
    return (subject.isUserset() ? usersets : objects).get(subject);
  }

  Node with(Link link) {
    return link.key().isUserset()
        ? new Node(key, objects, usersets.with(link))
        : new Node(key, objects.with(link), usersets);
  }

  Node without(Userset subject) {
    return subject.isUserset()
        ? new Node(key, objects, usersets.without(subject))
        : new Node(key, objects.without(subject), usersets);
  }

  boolean isEmpty() {
    return objects.size() + usersets.size() == 0;
  }
}
