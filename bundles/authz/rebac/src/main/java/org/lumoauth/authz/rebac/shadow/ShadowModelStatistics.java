/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.shadow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lumoauth.api.relation.model.ShadowModelReport;
import org.lumoauth.api.relation.model.ShadowModelReport.ShadowModelDifference;

/** The statistics of one shadow trial. */
final class ShadowModelStatistics {

  private static final int EXAMPLES = 20;

  private long compared;
  private long different;
  private long failed;
  private long skipped;
  private final Deque<ShadowModelDifference> examples = new ArrayDeque<>();

  synchronized void countCompared(ShadowModelDifference example) {
    compared++;
    if (example.allowed() != example.shadowAllowed()) {
      different++;
      examples.addFirst(example);
      if (examples.size() > EXAMPLES) {
        examples.removeLast();
      }
    }
  }

  synchronized void countFailed() {
    failed++;
  }

  synchronized void countSkipped() {
    skipped++;
  }

  synchronized ShadowModelReport report(String modelId, Instant since) {
    return new ShadowModelReport(
        modelId, since, compared, different, failed, skipped, List.copyOf(examples));
  }
}
