/* SPDX-License-Identifier: Apache-2.0 */
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

/** A file with one secret, readable only by its owner. */
final class OperatorKeyFile {
  private static final int MAX_LENGTH = 200;

  private final Path path;

  OperatorKeyFile(Path path) {
    this.path = path;
  }

  /**
   * Returns the secret in the file. Creates the file if it does not exist.
   *
   * @throws UncheckedIOException if the file can be neither read nor created
   */
  String readOrCreate(Supplier<String> newSecret) {
    try {
      if (!Files.exists(path)) {
        create(newSecret.get());
      }
      if (Files.size(path) > MAX_LENGTH) {
        throw new IOException(path + " must contain only the key");
      }
      return text().strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store the operator's key in " + path, e);
    }
  }

  /**
   * Reads through a stream: a channel closes when its thread is interrupted, as happens during
   * startup.
   */
  private String text() throws IOException {
    try (var stream = new FileInputStream(path.toFile())) {
      return new String(stream.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
    }
  }

  /** Creates the file atomically, so that an interrupted start leaves no partial key. */
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
      Files.createLink(
          path, draft); // fails if another server created the file first; its key is used
    } catch (FileAlreadyExistsException e) {
      // another server's file is read below
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
