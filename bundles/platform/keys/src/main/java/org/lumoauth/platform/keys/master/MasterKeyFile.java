/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The file with the master key: 32 bytes in base64, readable only by its owner. */
final class MasterKeyFile {

  private static final int MAX_SIZE = 256;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  MasterKeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Reads the key.
   *
   * @throws MasterKeyException if others may read the file or it has no valid key
   */
  byte[] read() throws MasterKeyException {
    try {
      refuseIfOpenToOthers();
      if (Files.size(path) > MAX_SIZE) {
        throw malformed();
      }
      byte[] key = Base64.getDecoder().decode(text().strip());
      if (key.length != MasterKey.LENGTH) {
        throw malformed();
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw malformed();
    } catch (IOException e) {
      throw new MasterKeyException("The master key file " + path + " could not be read: " + e, e);
    }
  }

  /** Creates a key and writes it atomically, so that a crash leaves no partial file. */
  byte[] create() throws MasterKeyException {
    byte[] key = new byte[MasterKey.LENGTH];
    new SecureRandom().nextBytes(key);
    try {
      Files.createDirectories(path.getParent());
      Path partial = Files.createTempFile(path.getParent(), "master", ".key", ownerOnly());
      byte[] text =
          (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.UTF_8);
      write(partial, text);
      Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
      return key;
    } catch (IOException e) {
      throw new MasterKeyException(
          "The master key file " + path + " could not be created: " + e, e);
    }
  }

  /**
   * Reads through a stream: a channel closes when its thread is interrupted, as happens during
   * startup.
   */
  private String text() throws IOException {
    try (var stream = new FileInputStream(path.toFile())) {
      return new String(stream.readNBytes(MAX_SIZE), StandardCharsets.UTF_8);
    }
  }

  private static void write(Path file, byte[] text) throws IOException {
    try (var stream = new FileOutputStream(file.toFile())) {
      stream.write(text);
      stream.getFD().sync();
    }
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    return posix(path.getParent())
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private void refuseIfOpenToOthers() throws IOException, MasterKeyException {
    if (!posix(path)) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(path);
    var open = EnumSet.copyOf(permissions.isEmpty() ? OWNER_ONLY : permissions);
    open.removeAll(OWNER_ONLY);
    open.remove(PosixFilePermission.OWNER_EXECUTE);
    if (!open.isEmpty()) {
      throw new MasterKeyException(
          "The master key file "
              + path
              + " is accessible to other users ("
              + PosixFilePermissions.toString(permissions)
              + "). Make it readable by its owner only: chmod 600 "
              + path);
    }
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private MasterKeyException malformed() {
    return new MasterKeyException(
        "The master key file "
            + path
            + " does not contain 32 bytes in base64. Restore it from your backup; a new "
            + "key cannot decrypt"
            + " existing data.");
  }
}
