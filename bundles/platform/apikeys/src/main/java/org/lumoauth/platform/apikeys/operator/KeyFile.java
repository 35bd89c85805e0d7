package org.lumoauth.platform.apikeys.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A file with one secret that its owner alone may read. */
final class KeyFile {
  private static final int MAX_LENGTH = 200;

  private final Path path;

  KeyFile(Path path) {
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
      return Files.readString(path, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The operator's key can't be kept in " + path, e);
    }
  }

  /** Complete or absent: a start that is cut off leaves no half key behind. */
  private void create(String secret) throws IOException {
    Files.createDirectories(path.getParent());
    var draft = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(draft);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(draft, options, ownerOnly())) {
      var text = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
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
