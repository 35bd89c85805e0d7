package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.authz.rebac.model.Rewrite;

/** Takes rewrites apart. */
final class Rewrites {
  private Rewrites() {}

  /** What a rewrite is made of, those that are subtracted too. */
  static List<Rewrite> leaves(Rewrite rewrite) {
    var found = new ArrayList<Rewrite>();
    collect(rewrite, found);
    return found;
  }

  private static void collect(Rewrite rewrite, List<Rewrite> found) {
    if (rewrite instanceof Rewrite.Union union) {
      union.of().forEach(each -> collect(each, found));
    } else if (rewrite instanceof Rewrite.Intersection intersection) {
      intersection.of().forEach(each -> collect(each, found));
    } else if (rewrite instanceof Rewrite.Exclusion exclusion) {
      collect(exclusion.base(), found);
      collect(exclusion.subtract(), found);
    } else {
      found.add(rewrite);
    }
  }
}
