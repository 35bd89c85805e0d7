package org.lumoauth.agents.aauthperson.pending;

import java.util.List;
import org.lumoauth.agents.aauthperson.S256;

/**
 * Stands for all that a page shows of a case: another question, another answer of the agent or
 * another step is another one.
 */
final class ShownQuestion {

  private ShownQuestion() {}

  /** The case's question, what was said about it, and whether the person was elsewhere first. */
  static String of(PendingCase of) {
    return S256.of(S256.sorted(List.of(of.code(), of.question(), of.talk(), of.been())));
  }
}
