/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreterembeddings;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.lumoauth.testkit.contract.agent.SentenceEmbedderContract;

class OnnxSentenceEmbedderContractTest extends SentenceEmbedderContract {

  private final OnnxSentenceEmbedder embedder = new OnnxSentenceEmbedder();

  @AfterEach
  void unload() {
    embedder.unload();
  }

  @Override
  protected SentenceEmbedder embedder() {
    return embedder;
  }

  @Test
  void failsAfterItsModuleStopped() {
    embedder.embed(List.of("Read documents"));
    embedder.unload();

    assertThrows(IllegalStateException.class, () -> embedder.embed(List.of("Read documents")));
  }
}
