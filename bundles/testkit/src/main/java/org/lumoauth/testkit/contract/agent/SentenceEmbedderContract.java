/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;

/** The contract of every {@link SentenceEmbedder}. */
public abstract class SentenceEmbedderContract {

  private static final float TOLERANCE = 0.001f;

  /** Returns the provider under test. */
  protected abstract SentenceEmbedder embedder();

  @Test
  void returnsVectorsOfLengthOneInTheOrderOfTheTexts() {
    var texts = List.of("Read documents", "", "Delete customers", "x".repeat(2_000));

    var vectors = embedder().embed(texts);

    assertEquals(texts.size(), vectors.size());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(1, product(vectors.get(i), vectors.get(i)), TOLERANCE, texts.get(i));
      assertArrayEquals(embedder().embed(List.of(texts.get(i))).get(0), vectors.get(i), TOLERANCE);
    }
  }

  @Test
  void acceptsMaximumNumberOfTexts() {
    var texts = Collections.nCopies(SentenceEmbedder.MAX_TEXTS, "Read documents");

    assertEquals(SentenceEmbedder.MAX_TEXTS, embedder().embed(texts).size());
  }

  @Test
  void placesSimilarMeaningsNearEachOther() {
    var vectors =
        embedder().embed(List.of("May I look at the documents?", "Read documents", "Pay wages"));

    assertTrue(product(vectors.get(0), vectors.get(1)) > product(vectors.get(0), vectors.get(2)));
  }

  @Test
  void namesModelAndMargin() {
    assertTrue(!embedder().model().isBlank());
    assertTrue(embedder().minimumMargin() > 0 && embedder().minimumMargin() < 1);
  }

  @Test
  void isThreadSafe() {
    var alone = embedder().embed(List.of("Read documents")).get(0);

    ConcurrencyAssertions.assertSameFromManyThreads(
        alone[0], () -> embedder().embed(List.of("Read documents")).get(0)[0]);
  }

  private static float product(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
