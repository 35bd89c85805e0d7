package org.lumoauth.platform.apikeys.operator;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file with one secret that its owner alone may read. */
final class OperatorKeyFile {
  private static final int MAX_LENGTH = 200;

  private final Path path;

  OperatorKeyFile(Path path) {
    this.path = path;
  }

  /**
   * The secret in the file; a new one if there is no file yet.
   *
   * @throws UncheckedIOException if the file can be neither read nor made
   */
  String readOrCreate(Supplier<String> newSecret) {
    try {
      if (!Files.exists(path)) {
        create(newSecret.get());
      }
      if (Files.size(path) > MAX_LENGTH) {
        throw new IOException(path + " holds more than a key");
      }
      return text().strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The operator's key can't be kept in " + path, e);
    }
  }

  /** By a stream: a channel is closed when its thread is interrupted, as threads are at a start. */
  private String text() throws IOException {
    try (var stream = new FileInputStream(path.toFile())) {
      return new String(stream.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
    }
  }

  /** Complete or absent: a start that is cut off leaves no half key behind. */
  private void create(String secret) throws IOException {
    Files.createDirectories(path.getParent());
    var draft = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, ownerOnly());
    try (var stream = new FileOutputStream(draft.toFile())) {
      stream.write((secret + "\n").getBytes(StandardCharsets.UTF_8));
      stream.getFD().sync();
    }
    try {
      Files.createLink(path, draft); // fails where another server was faster: its key counts
    } catch (FileAlreadyExistsException e) {
      // read below
    } catch (UnsupportedOperationException e) {
      Files.move(draft, path);
    }
    Files.deleteIfExists(draft);
  }

  private FileAttribute<?>[] ownerOnly() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
