package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where Linux keeps files in memory: writing one through costs nothing there. */
final class InMemoryFolder {
  private static final Path PLACE = Path.of("/dev/shm");
  // Many times what a test run has at once; containers often have 64 MB, which is not enough.
  private static final long ENOUGH = 1L << 30;

  private InMemoryFolder() {}

  /** That folder, or that of temporary files where there is none or too little room. */
  static Path orTemporary() {
    try {
      boolean usable =
          Files.isDirectory(PLACE)
              && Files.isWritable(PLACE)
              && Files.getFileStore(PLACE).type().equals("tmpfs")
              && Files.getFileStore(PLACE).getUsableSpace() > ENOUGH;
      return usable ? PLACE : Path.of(System.getProperty("java.io.tmpdir"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
