/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http.body;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body. Its bytes are copied, because a network chunk of any size retains a whole
 * network buffer. Guarded by its owner.
 */
final class RequestBodyBuffer {
  private static final byte[] NONE = {};

  private final RequestBodyMemoryBudget memory;
  private final int most;
  private byte[] bytes = NONE;
  private int size;

  /**
   * @param most the maximum body size; the chunk with which a body exceeds it is stored completely
   */
  RequestBodyBuffer(RequestBodyMemoryBudget memory, int most) {
    this.memory = memory;
    this.most = most;
  }

  /**
   * Appends bytes.
   *
   * @return false if the node has no memory left for them
   */
  boolean append(ByteBuffer chunk) {
    int count = chunk.remaining();
    if (size + count > bytes.length) {
      int capacity = (int) Math.max((long) size + count, Math.min(most, 2L * bytes.length));
      if (!memory.tryGrow(bytes.length, capacity)) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
    chunk.get(bytes, size, count);
    size += count;
    return true;
  }

  boolean isTooLong() {
    return size > most;
  }

  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** Releases the memory; the content must not be used afterwards. */
  void release() {
    memory.release(bytes.length);
    bytes = NONE;
    size = 0;
  }
}
