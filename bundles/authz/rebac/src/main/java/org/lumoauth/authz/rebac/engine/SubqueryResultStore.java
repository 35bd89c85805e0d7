/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import org.lumoauth.authz.rebac.index.Userset;

/**
 * Stores results across queries: only known results that depend on stored tuples alone and are
 * valid for every context.
 */
public interface SubqueryResultStore {

  /** Stores no results. */
  SubqueryResultStore NONE =
      new SubqueryResultStore() {
        @Override
        public SharedResult get(Userset node, Userset subject) {
          return null;
        }

        @Override
        public void put(Userset node, Userset subject, SharedResult answer) {
          // Nothing is stored.
        }
      };

  /**
   * A stored result.
   *
   * @param holds whether the subject belongs to the node
   * @param height the number of steps that were evaluated
   * @param until the end of its validity, in microseconds since the epoch
   */
  record SharedResult(boolean holds, int height, long until) {}

  /** Returns the stored result, or null. */
  SharedResult get(Userset node, Userset subject);

  /** Stores a result. */
  void put(Userset node, Userset subject, SharedResult answer);
}
