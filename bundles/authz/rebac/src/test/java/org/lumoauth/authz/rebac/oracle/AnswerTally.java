/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.util.EnumMap;
import java.util.Map;

/** Counts questions by their results. */
final class AnswerTally {

  private final Map<OracleAnswer, Long> answers = new EnumMap<>(OracleAnswer.class);

  void count(OracleAnswer answer) {
    answers.merge(answer, 1L, Long::sum);
  }

  long all() {
    return answers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many in a thousand have this answer. */
  long perThousand(OracleAnswer answer) {
    return 1000 * answers.getOrDefault(answer, 0L) / Math.max(1, all());
  }

  @Override
  public String toString() {
    return all() + " questions " + answers;
  }
}
