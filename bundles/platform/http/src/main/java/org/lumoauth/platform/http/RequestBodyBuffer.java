package org.lumoauth.platform.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body. Its bytes are copied: a chunk of the network keeps a whole network buffer alive,
 * however small it is. Guarded by its owner.
 */
final class RequestBodyBuffer {
  private static final byte[] NONE = {};

  private final RequestBodyMemory memory;
  private final int most;
  private byte[] bytes = NONE;
  private int size;

  /**
   * @param most the largest body; the chunk with which a body exceeds it is taken in full
   */
  RequestBodyBuffer(RequestBodyMemory memory, int most) {
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

  /** Gives the memory back; the content must not be used afterwards. */
  void release() {
    memory.release(bytes.length);
    bytes = NONE;
    size = 0;
  }
}
