/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreterembeddings;

import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes vectors with the model BGE small, English, version 1.5, quantized to 8 bits. The native
 * library and the model are loaded at the first call; if that fails, every call fails.
 */
@Component(property = {"lumoauth.kind=sentence-embedder", "lumoauth.name=bge-small-en"})
public final class OnnxSentenceEmbedder implements SentenceEmbedder {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxSentenceEmbedder.class);
  private static final double MARGIN = 0.08;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile @Nullable OnnxEmbeddingModel model;
  private @Nullable IllegalStateException failure;

  @Override
  public String model() {
    return "bge-small-en-v1.5-q";
  }

  @Override
  public double minimumMargin() {
    return MARGIN;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.size() > MAX_TEXTS) {
      throw new IllegalArgumentException("at most " + MAX_TEXTS + " texts are allowed");
    }
    if (model == null) {
      load();
    }
    lock.readLock().lock();
    try {
      var loaded = model;
      if (loaded == null) {
        throw failure == null ? new IllegalStateException("the module was stopped") : failure;
      }
      return texts.stream().map(loaded::embed).toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void load() {
    lock.writeLock().lock();
    try {
      if (model == null && failure == null) {
        long start = System.nanoTime();
        model = OnnxEmbeddingModel.load();
        LOG.info("embedding_model_loaded model={} ms={}", model(), millisSince(start));
      }
    } catch (IllegalStateException e) {
      failure = e;
      LOG.warn("embedding_model_unavailable model={} effect=words_only", model(), e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Frees the memory of the model. Later calls fail. */
  @Deactivate
  public void unload() {
    lock.writeLock().lock();
    try {
      var loaded = model;
      model = null;
      if (loaded != null) {
        loaded.close();
      }
      failure = new IllegalStateException("the module was stopped");
    } finally {
      lock.writeLock().unlock();
    }
  }
}
