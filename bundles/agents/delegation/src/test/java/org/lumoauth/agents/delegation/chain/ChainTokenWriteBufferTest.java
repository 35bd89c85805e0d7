/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lumoauth.agents.delegation.chain.ChainTokenWriteBuffer.BufferedChainToken;
import org.lumoauth.agents.delegation.chain.ChainTokenWriteBuffer.ChainTokenKey;
import org.lumoauth.api.web.ApiException;

@Timeout(60)
class ChainTokenWriteBufferTest {

  /** How many times more the database answers or fails. */
  private final Semaphore turns = new Semaphore(0);

  private final BlockingQueue<BufferedChainToken> written = new LinkedBlockingQueue<>();
  private volatile boolean away;
  private volatile boolean broken;

  private final ChainTokenWriteBuffer tokens =
      new ChainTokenWriteBuffer(this::write, Duration.ofMillis(1));

  private void write(List<BufferedChainToken> rows) {
    turns.acquireUninterruptibly();
    if (broken) {
      broken = false;
      throw new StackOverflowError();
    }
    if (away) {
      throw new ApiException(503, "database_unavailable", "The data store does not answer now.");
    }
    written.addAll(rows);
  }

  @AfterEach
  void close() {
    away = false;
    turns.release(1_000);
    tokens.close();
  }

  @Test
  void findsBufferedTokens() {
    assertTrue(tokens.add(row("ten_1", "tok_1")));

    assertEquals(
        Optional.of(row("ten_1", "tok_1").token()),
        tokens.find(new ChainTokenKey("ten_1", "tok_1")));
    assertEquals(Optional.empty(), tokens.find(new ChainTokenKey("ten_2", "tok_1")));
  }

  @Test
  void rejectsTokensWhileWritesFailAndRetriesBuffered() throws Exception {
    away = true;
    assertTrue(tokens.add(row("ten_1", "tok_1")));
    turns.release();
    while (tokens.add(row("ten_1", "tok_2"))) { // until it was tried
      Thread.onSpinWait();
    }

    away = false;
    turns.release(1_000);
    assertEquals("tok_1", written.take().place().jti());
  }

  @Test
  void continuesAfterWriteError() throws Exception {
    broken = true;
    assertTrue(tokens.add(row("ten_1", "tok_1")));
    turns.release(1_000);

    assertEquals("tok_1", written.take().place().jti());
  }

  /** What is under way ends before it is erased; what waits is not written any more. */
  @Test
  void discardsTokensOfErasedTenant() throws Exception {
    assertTrue(tokens.add(row("ten_1", "tok_1")));
    while (!turns.hasQueuedThreads()) { // until it is written
      Thread.onSpinWait();
    }
    assertTrue(tokens.add(row("ten_1", "tok_2")));
    assertTrue(tokens.add(row("ten_2", "tok_3")));
    var erasing =
        new Thread(
            () ->
                tokens.discard(
                    "ten_1",
                    () -> written.removeIf(row -> row.place().tenantId().equals("ten_1"))));
    erasing.start();
    while (erasing.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    turns.release(1_000);
    erasing.join();
    tokens.close();

    assertEquals(List.of(row("ten_2", "tok_3")), List.copyOf(written));
  }

  @Test
  void writesDuplicateTokenOnce() throws Exception {
    assertTrue(tokens.add(row("ten_1", "tok_1")));
    assertTrue(tokens.add(row("ten_1", "tok_1")));
    turns.release(1_000);
    tokens.close();

    assertEquals(1, written.size());
  }

  @Test
  void rejectsTokensBeyondCapacity() {
    int taken = 0;
    while (tokens.add(row("ten_1", "tok_" + taken))) {
      taken++;
    }

    assertTrue(taken >= 10_000, taken + " were taken");
    assertEquals(Optional.empty(), tokens.find(new ChainTokenKey("ten_1", "tok_" + taken)));
  }

  @Test
  void rejectsTokensAfterClose() {
    turns.release(1_000);
    tokens.close();

    assertFalse(tokens.add(row("ten_1", "tok_1")));
  }

  private static BufferedChainToken row(String tenantId, String jti) {
    var token = new StoredChainToken(jti, Map.of("jti", jti), Optional.empty(), Optional.empty());
    return new BufferedChainToken(new ChainTokenKey(tenantId, jti), token, Instant.EPOCH);
  }
}
