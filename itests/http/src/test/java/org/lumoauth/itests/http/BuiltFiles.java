package org.lumoauth.itests.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * What the build has made, which servers read while they start and a few tests make again. Test
 * classes run in more than one process: whoever makes files waits for those who read them, and the
 * other way round.
 */
final class BuiltFiles {
  private static final Path PLACE = Path.of("target", "built-files.lock").toAbsolutePath();

  private static int readers;
  private static Held held;

  private record Held(FileChannel channel, FileLock lock) {}

  private BuiltFiles() {}

  /** Does what reads them, beside others that do. */
  static <T> T reading(Supplier<T> work) {
    beginReading();
    try {
      return work.get();
    } finally {
      endReading();
    }
  }

  /** Does what makes some of them again, alone. */
  static void making(Runnable work) {
    Held alone = hold(false);
    try {
      work.run();
    } finally {
      release(alone);
    }
  }

  // A process holds one lock for all of its threads: a second one it would not get.
  private static synchronized void beginReading() {
    if (readers == 0) {
      held = hold(true);
    }
    readers++;
  }

  private static synchronized void endReading() {
    readers--;
    if (readers == 0) {
      release(held);
    }
  }

  private static Held hold(boolean shared) {
    try {
      Files.createDirectories(PLACE.getParent());
      FileChannel channel =
          FileChannel.open(
              PLACE, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new Held(channel, channel.lock(0, Long.MAX_VALUE, shared));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void release(Held held) {
    try {
      held.lock().release();
      held.channel().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
