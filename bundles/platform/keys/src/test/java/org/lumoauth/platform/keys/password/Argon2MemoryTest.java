package org.lumoauth.platform.keys.password;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class Argon2MemoryTest {

  private final Argon2Memory memory = new Argon2Memory();

  @Test
  void lendsAgainWhatWasGivenBack() {
    long[] first = memory.lend(64, Function.identity());

    assertSame(first, memory.lend(64, Function.identity()));
  }

  @Test
  void leavesNothingOfAHashInWhatWasGivenBack() {
    long[] used =
        memory.lend(
            64,
            words -> {
              Arrays.fill(words, 7);
              return words;
            });

    assertArrayEquals(new long[64], used);
  }

  @Test
  void takesBackWhatFailedInUse() {
    long[] first = memory.lend(64, Function.identity());

    assertThrows(
        IllegalStateException.class,
        () ->
            memory.lend(
                64,
                words -> {
                  throw new IllegalStateException();
                }));

    assertSame(first, memory.lend(64, Function.identity()));
  }

  @Test
  void lendsTheSameToNoTwoAtOnce() {
    memory.lend(
        64,
        outer -> {
          memory.lend(
              64,
              inner -> {
                assertNotSame(outer, inner);
                return inner;
              });
          return outer;
        });
  }

  @Test
  void makesMoreForAHashThatNeedsMore() {
    memory.lend(64, Function.identity());

    assertEquals(128, memory.<Integer>lend(128, words -> words.length));
  }
}
