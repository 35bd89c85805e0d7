package org.lumoauth.agents.aauthperson.deferred;

import java.util.List;
import org.lumoauth.agents.aauthperson.S256Digest;

/**
 * Stands for all that a page shows of a case: another question, another answer of the agent or
 * another step is another one.
 */
final class InteractionQuestionFingerprint {

  private InteractionQuestionFingerprint() {}

  /** The case's question, what was said about it, and whether the person was elsewhere first. */
  static String of(DeferredRequest of) {
    return S256Digest.of(
        S256Digest.sorted(List.of(of.code(), of.question(), of.talk(), of.been())));
  }
}
