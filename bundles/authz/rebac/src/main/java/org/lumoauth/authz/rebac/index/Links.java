package org.lumoauth.authz.rebac.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Links of one node. A few are an array; many are a trie, so that a group of a million members is
 * changed as fast as a small one. Never changes.
 */
final class Links {

  /** None. */
  static final Links NONE = new Links(new Link[0], null);

  private static final int FEW = 16;

  private final Link[] few;
  private final Trie<Link> many;

  private Links(Link[] few, Trie<Link> many) {
    this.few = few;
    this.many = many;
  }

  int size() {
    return many == null ? few.length : many.size();
  }

  Link get(Userset subject) {
    if (many != null) {
      return many.get(subject);
    }
    for (Link link : few) {
      if (link.key().equals(subject)) {
        return link;
      }
    }
    return null;
  }

  List<Link> all() {
    if (many == null) {
      return Arrays.asList(few);
    }
    var all = new ArrayList<Link>(many.size());
    many.forEach(all::add);
    return all;
  }

  /** With a link, in the place of one to its subject. */
  Links with(Link link) {
    if (many != null) {
      return new Links(null, many.with(link));
    }
    for (int i = 0; i < few.length; i++) {
      if (few[i].key().equals(link.key())) {
        var links = few.clone();
        links[i] = link;
        return new Links(links, null);
      }
    }
    if (few.length == FEW) {
      Trie<Link> trie = Trie.empty();
      for (Link each : few) {
        trie = trie.with(each);
      }
      return new Links(null, trie.with(link));
    }
    var links = Arrays.copyOf(few, few.length + 1);
    links[few.length] = link;
    return new Links(links, null);
  }

  /** Without the link to a subject. */
  Links without(Userset subject) {
    if (many != null) {
      var left = many.without(subject);
      if (left.size() > FEW / 2) {
        return new Links(null, left);
      }
      var links = new ArrayList<Link>();
      left.forEach(links::add);
      return new Links(links.toArray(new Link[0]), null);
    }
    var links = Arrays.stream(few).filter(link -> !link.key().equals(subject)).toArray(Link[]::new);
    return links.length == 0 ? NONE : new Links(links, null);
  }
}
