package org.lumoauth.authz.rebac.engine;

import org.lumoauth.authz.rebac.index.Userset;

/**
 * Answers that outlive a question: those that are known, rest on kept tuples alone, and are good
 * for every context.
 */
public interface SharedResults {

  /** Keeps nothing. */
  SharedResults NONE =
      new SharedResults() {
        @Override
        public SharedResult get(Userset node, Userset subject) {
          return null;
        }

        @Override
        public void put(Userset node, Userset subject, SharedResult answer) {
          // nothing is kept
        }
      };

  /**
   * @param holds whether the subject is in the node
   * @param height how many steps deep was looked
   * @param until until when it is good, microseconds since the epoch
   */
  record SharedResult(boolean holds, int height, long until) {}

  /** What is known; null if nothing is. */
  SharedResult get(Userset node, Userset subject);

  /** Keeps an answer. */
  void put(Userset node, Userset subject, SharedResult answer);
}
