/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.List;

/**
 * Extension point: computes vectors of sentences with a language model. The more similar the
 * meaning of two sentences, the larger is the cosine similarity of their vectors. Registered with
 * {@code lumoauth.kind=sentence-embedder} and {@code lumoauth.name}. The interpreter of questions
 * uses the first by {@code service.ranking}; without one it compares words alone.
 */
public interface SentenceEmbedder {

  /** Maximum number of texts in one call of {@link #embed}. */
  int MAX_TEXTS = 64;

  /** Returns the name and version of the model. Vectors of different models cannot be compared. */
  String model();

  /**
   * Returns the smallest difference between the similarities of the best and the second best action
   * at which the best one may be decided, from 0 to 1.
   */
  double minimumMargin();

  /**
   * Returns the vector of each text, in the order of the texts. Each vector has the Euclidean
   * length 1, so that a scalar product is the cosine similarity.
   *
   * @param texts at most {@link #MAX_TEXTS} texts; the model may ignore the end of a long text
   * @throws IllegalStateException if the model cannot be used on this machine, for example because
   *     its native library does not load
   */
  List<float[]> embed(List<String> texts);
}
