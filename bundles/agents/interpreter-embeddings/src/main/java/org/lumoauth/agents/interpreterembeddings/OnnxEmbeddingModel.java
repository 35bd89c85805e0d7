/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreterembeddings;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** The language model in memory. Thread-safe. */
final class OnnxEmbeddingModel implements AutoCloseable {

  private static final String MODEL = "bge-small-en-v1.5-q.onnx";
  private static final String TOKENIZER = "bge-small-en-v1.5-q-tokenizer.json";

  /** Questions and descriptions are short, and the cost grows with the number of tokens. */
  private static final int MAX_TOKENS = 128;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieceTokenizer tokenizer;

  private OnnxEmbeddingModel(
      OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /**
   * Loads the native library and the model.
   *
   * @throws IllegalStateException if one of them does not load on this machine
   */
  static OnnxEmbeddingModel load() {
    try (InputStream model = resource(MODEL);
        InputStream vocabulary = resource(TOKENIZER)) {
      var tokenizer =
          new WordPieceTokenizer(WordPieceTokenizer.readVocabulary(vocabulary), MAX_TOKENS);
      var environment = OrtEnvironment.getEnvironment();
      try (var options = new OrtSession.SessionOptions()) {
        // A question is computed by the thread that asks, so that questions cannot use all cores.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return new OnnxEmbeddingModel(
            environment, environment.createSession(model.readAllBytes(), options), tokenizer);
      }
    } catch (IOException | OrtException | LinkageError | RuntimeException e) {
      throw new IllegalStateException("the language model does not load: " + e.getMessage(), e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream resource = OnnxEmbeddingModel.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IOException("the file " + name + " is missing");
    }
    return resource;
  }

  /**
   * Returns the vector of a text, with Euclidean length 1.
   *
   * @throws IllegalStateException if the computation fails
   */
  float[] embed(String text) {
    long[] tokens = tokenizer.tokenize(text);
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    try (var input = tensor(tokens);
        var mask = tensor(ones);
        var types = tensor(new long[tokens.length]);
        var output =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      // The first token stands for the whole text (model card of bge-small-en-v1.5).
      return normalize(((float[][][]) output.get(0).getValue())[0][0]);
    } catch (OrtException e) {
      throw new IllegalStateException("the language model failed: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static float[] normalize(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    float length = (float) Math.sqrt(sum);
    float[] normalized = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      normalized[i] = vector[i] / length;
    }
    return normalized;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the language model cannot be closed", e);
    }
  }
}
