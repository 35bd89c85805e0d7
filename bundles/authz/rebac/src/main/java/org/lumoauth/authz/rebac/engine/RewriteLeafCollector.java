/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** Splits rewrites into their leaves. */
final class RewriteLeafCollector {
  private RewriteLeafCollector() {}

  /** Returns the leaves of a rewrite, including subtracted ones. */
  static List<UsersetRewrite> leaves(UsersetRewrite rewrite) {
    var found = new ArrayList<UsersetRewrite>();
    collect(rewrite, found);
    return found;
  }

  private static void collect(UsersetRewrite rewrite, List<UsersetRewrite> found) {
    if (rewrite instanceof UsersetRewrite.UnionRewrite union) {
      union.of().forEach(each -> collect(each, found));
    } else if (rewrite instanceof UsersetRewrite.IntersectionRewrite intersection) {
      intersection.of().forEach(each -> collect(each, found));
    } else if (rewrite instanceof UsersetRewrite.ExclusionRewrite exclusion) {
      collect(exclusion.base(), found);
      collect(exclusion.subtract(), found);
    } else {
      found.add(rewrite);
    }
  }
}
