package org.lumoauth.authz.rebac;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.lumoauth.api.relation.ShadowReport;
import org.lumoauth.api.relation.ShadowReport.Example;

/** The counts of one trial. */
final class ShadowTally {

  private static final int EXAMPLES = 20;

  private long compared;
  private long different;
  private long failed;
  private long skipped;
  private final Deque<Example> examples = new ArrayDeque<>();

  synchronized void compared(Example example) {
    compared++;
    if (example.allowed() != example.shadowAllowed()) {
      different++;
      examples.addFirst(example);
      if (examples.size() > EXAMPLES) {
        examples.removeLast();
      }
    }
  }

  synchronized void failed() {
    failed++;
  }

  synchronized void skipped() {
    skipped++;
  }

  synchronized ShadowReport report(String modelId, Instant since) {
    return new ShadowReport(
        modelId, since, compared, different, failed, skipped, List.copyOf(examples));
  }
}
