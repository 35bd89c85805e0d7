/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.util.List;
import org.lumoauth.agents.aauthperson.JsonS256Digest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;

/**
 * A fingerprint of all displayed data of a request: another question, answer of the agent or step
 * has another fingerprint.
 */
final class InteractionQuestionFingerprint {

  private InteractionQuestionFingerprint() {}

  /**
   * Returns the fingerprint of the question, the clarifications, and the state of the resource's
   * interaction.
   */
  static String of(DeferredRequest of) {
    return JsonS256Digest.of(
        JsonS256Digest.sorted(List.of(of.code(), of.question(), of.talk(), of.been())));
  }
}
