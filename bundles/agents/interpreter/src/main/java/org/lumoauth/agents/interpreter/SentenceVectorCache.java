/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes the similarity of a question and the descriptions of actions, and caches vectors. */
final class SentenceVectorCache {

  /** Maximum number of actions of a tenant that are compared by meaning. */
  static final int MAX_ACTIONS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SentenceVectorCache.class);
  private static final int MAX_VECTORS = 20_000;

  /** Maximum number of vectors of actions that one question computes. */
  private static final int MAX_NEW = 4 * SentenceEmbedder.MAX_TEXTS;

  private record VectorKey(String model, String text) {}

  /**
   * The similarity of a question and each action.
   *
   * @param similarities by action, from -1 to 1
   * @param minimumMargin how much the best action must exceed the second best one
   */
  record ActionSimilarity(Map<String, Double> similarities, double minimumMargin) {

    double of(String action) {
      return similarities.getOrDefault(action, 0.0);
    }
  }

  private final ProviderTracker<SentenceEmbedder> embedders;
  private final Cache<VectorKey, float[]> vectors =
      MeasuredCacheFactory.build(
          "agents-interpreter.vectors", Caffeine.newBuilder().maximumSize(MAX_VECTORS));

  SentenceVectorCache(ProviderRegistry providers) {
    this.embedders = providers.track(SentenceEmbedder.class);
  }

  void close() {
    embedders.close();
  }

  /**
   * Returns the similarity of a question and each action.
   *
   * @param descriptions the text that describes each action
   * @return empty if no language model is available, if there are too many actions, or while the
   *     vectors of the actions are not complete
   */
  Optional<ActionSimilarity> compare(String question, Map<String, String> descriptions) {
    if (descriptions.size() > MAX_ACTIONS) {
      return Optional.empty();
    }
    try (var held = embedders.leaseAll()) {
      var first = held.leases().stream().findFirst();
      return first.isEmpty()
          ? Optional.empty()
          : compare(first.get().get(), question, descriptions);
    } catch (IllegalStateException e) {
      LOG.debug("question_ranked_by_words_only", e);
      return Optional.empty();
    }
  }

  private Optional<ActionSimilarity> compare(
      SentenceEmbedder embedder, String question, Map<String, String> descriptions) {
    Set<String> missing = new LinkedHashSet<>();
    for (String text : descriptions.values()) {
      if (vectors.getIfPresent(new VectorKey(embedder.model(), text)) == null) {
        missing.add(text);
      }
    }
    List<String> computed = missing.stream().limit(MAX_NEW).toList();
    for (int at = 0; at < computed.size(); at += SentenceEmbedder.MAX_TEXTS) {
      var part = computed.subList(at, Math.min(computed.size(), at + SentenceEmbedder.MAX_TEXTS));
      List<float[]> found = embedder.embed(part);
      for (int i = 0; i < part.size(); i++) {
        vectors.put(new VectorKey(embedder.model(), part.get(i)), found.get(i));
      }
    }
    if (missing.size() > MAX_NEW) {
      return Optional.empty();
    }
    float[] asked = embedder.embed(List.of(question)).get(0);
    Map<String, Double> similarities = new HashMap<>();
    for (var described : descriptions.entrySet()) {
      float[] vector = vectors.getIfPresent(new VectorKey(embedder.model(), described.getValue()));
      if (vector == null) {
        return Optional.empty(); // evicted meanwhile
      }
      similarities.put(described.getKey(), product(asked, vector));
    }
    return Optional.of(new ActionSimilarity(similarities, embedder.minimumMargin()));
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
